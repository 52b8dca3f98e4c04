# SPDX-License-Identifier: MIT
title TCP Fast Open: only the SYN is taken, the data is sent again
expect 1 open 3-way close 3-segment closed_first client bytes 11/0 retransmissions 1
expect 1 zeek_state SF history SDhTaFfA completeness 31
+0     C S 0 "hello world" <mss 1460 tfo cookie12> | SYN-SENT     -            open
+30us  S SA 0/1 <mss 1460>                   | ESTABLISHED  SYN-RECEIVED open
+10us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data retransmission
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+90us  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
