# SPDX-License-Identifier: MIT
title A forged SYN+ACK comes before the genuine one: the ACK names that, which came after 10 ms
# RFC 9293 section 3.10.7.3: the client acknowledges the one that it takes, and 1 is not the number
# behind the forged one. So when the SYN was answered first tells nothing of the server.
expect 1 open 3-way close 3-segment closed_first client bytes 11/6 retransmissions 0
expect 1 zeek_state SF history ShADdFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+5ms   S SA 83888/1 ttl 37                   | ESTABLISHED? SYN-RECEIVED open - rel 0/1 fate unknown
+5ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open reused-ports
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1us   C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+10ms  S PA 1/12 "answer"                    | ESTABLISHED  ESTABLISHED  data
+10us  C FA 12/7                             | FIN-WAIT-1   CLOSE-WAIT   close
+10ms  S FA 7/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/8                              | TIME-WAIT    CLOSED?      close
