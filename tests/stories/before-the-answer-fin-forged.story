# SPDX-License-Identifier: MIT
title A FIN in the server's name comes between the SYN and the SYN+ACK
# RFC 9293 section 3.10.7.3, fifth: in SYN-SENT what has neither SYN nor RST is dropped.
expect 1 open 3-way close 4-segment closed_first client bytes 5/3 retransmissions 0
expect 1 zeek_state SF history SfhADdFa completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S FA 4294964296/1 ttl 37                   | SYN-SENT     -            open - rel 500997000/1 fate discarded
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10ms  S PA 1/6 "you"                        | ESTABLISHED  ESTABLISHED  data
+10us  C A 6/4                               | ESTABLISHED  ESTABLISHED  data
+10ms  C FA 6/4                              | FIN-WAIT-1   CLOSE-WAIT   close
+10ms  S A 4/7                               | FIN-WAIT-2?  CLOSE-WAIT   close
+10ms  S FA 4/7                              | TIME-WAIT    LAST-ACK     close
+10us  C A 7/5                               | TIME-WAIT    CLOSED?      close
