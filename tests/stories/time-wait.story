# SPDX-License-Identifier: MIT
title The server closes first and holds TIME-WAIT; a new one on its port serves the next client
end C 127.0.0.1 40001 isn 11111
end S 127.0.0.1 8079 isn 22222
end C2 127.0.0.1 40002 isn 33333
end S2 127.0.0.1 8079 isn 44444
expect 1 open 3-way close 3-segment closed_first server bytes 11/11 retransmissions 0
expect 1 zeek_state SF history ShADadfF completeness 31
expect 2 open 3-way close 3-segment closed_first server bytes 11/11 retransmissions 0
expect 2 zeek_state SF history ShADadfF completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+50ms  S PA 1/12 "hello world"               | ESTABLISHED  ESTABLISHED  data
+5us   C A 12/12                             | ESTABLISHED  ESTABLISHED  data
+20us  S FA 12/12                            | CLOSE-WAIT   FIN-WAIT-1   close
+60us  C FA 12/13                            | LAST-ACK     TIME-WAIT    close
+10us  S A 13/13                             | CLOSED?      TIME-WAIT    close
+120ms C2 S 0                                | SYN-SENT     -            open
+30us  S2 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+10us  C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
+50us  C2 PA 1/1 "hello world"               | ESTABLISHED  ESTABLISHED  data
+5us   S2 A 1/12                             | ESTABLISHED  ESTABLISHED  data
+50ms  S2 PA 1/12 "hello world"              | ESTABLISHED  ESTABLISHED  data
+5us   C2 A 12/12                            | ESTABLISHED  ESTABLISHED  data
+20us  S2 FA 12/12                           | CLOSE-WAIT   FIN-WAIT-1   close
+60us  C2 FA 12/13                           | LAST-ACK     TIME-WAIT    close
+10us  S2 A 13/13                            | CLOSED?      TIME-WAIT    close
