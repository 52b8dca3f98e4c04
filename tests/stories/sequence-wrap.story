# SPDX-License-Identifier: MIT
title Sequence numbers wrap in the middle of the data
end C 192.0.2.1 48604 isn 4294967290
end S 192.0.2.2 8079 isn 4294967295
expect 1 open 3-way close 3-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open duplicate-ack
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+90us  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
