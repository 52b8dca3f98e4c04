# SPDX-License-Identifier: MIT
title The capture begins in the middle
expect 1 open midstream close 3-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history DaFfA completeness 28
+0     C PA 1/1 "hello world"                | ESTABLISHED  -            data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+90us  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
