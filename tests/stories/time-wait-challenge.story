# SPDX-License-Identifier: MIT
title TIME-WAIT answers a SYN with its old ACK, and gets a RST for it
# RFC 9293 section 3.10.7.4: the SYN's number is not beyond the old ones. ACK and RST are said in the
# old connection; nothing was refused.
end C2 192.0.2.1 48604 isn 900000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close 3-segment closed_first server bytes 5/3 retransmissions 0
expect 1 zeek_state SF history ShADdfFaR completeness 63
expect 2 open 3-way close open closed_first none bytes 5/0 retransmissions 1
expect 2 zeek_state S1 history ShAD completeness 15
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S PA 1/6 "bye"                        | ESTABLISHED  ESTABLISHED  data
+10us  C A 6/4                               | ESTABLISHED  ESTABLISHED  data
+1ms   S FA 4/6                              | CLOSE-WAIT   FIN-WAIT-1   close
+10us  C FA 6/5                              | LAST-ACK     TIME-WAIT    close
+10us  S A 5/7                               | CLOSED?      TIME-WAIT    close
+10s   C2 S 0                                | SYN-SENT     -            open reused-ports fate unknown
+10us  S A 5/7                               | CLOSED?      TIME-WAIT    close duplicate-ack
+10us  C R 7                                 | CLOSED       CLOSED?      close
+1s    C2 S 0                                | SYN-SENT     -            open retransmission fate unknown
+10us  S2 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+10us  C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
+10us  C2 PA 1/1 "again"                     | ESTABLISHED  ESTABLISHED? data - fate unknown
