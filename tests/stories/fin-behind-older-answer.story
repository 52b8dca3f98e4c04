# SPDX-License-Identifier: MIT
title A FIN comes behind the RST that answers what was sent before the last ACK
# RFC 9293 section 3.10.7.1: the RST has the number of what it answers, which is older than what the
# capture knows. The FIN acknowledges nothing of that: it may have been sent before, and held on the
# path. Who sent the RST was CLOSED, then.
expect 1 open 3-way close fin-then-reset closed_first server bytes 5/4 retransmissions 0
expect 1 zeek_state RSTR history ShADdrf completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+90ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data - fate unknown
+80ms  S PA 1/1 "over"                       | ESTABLISHED  ESTABLISHED  data
+10us  C A 6/5                               | ESTABLISHED  ESTABLISHED  data
+8ms   S R 1                                 | ESTABLISHED  CLOSED?      data
+50ms  S FA 5/1                              | CLOSE-WAIT?  CLOSED?      close - fate unknown
+20ms  S R 5                                 | CLOSED?      CLOSED?      close
