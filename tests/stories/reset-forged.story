# SPDX-License-Identifier: MIT
title A RST in the server's name, at once; the server knows nothing of it
# The client is reset and says so; the server acknowledges what came, and sends.
expect 1 open 3-way close reset closed_first none bytes 200/400 retransmissions 0
expect 1 zeek_state RSTR history ShADraRd completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  SYN-RECEIVED? open
+1ms   C PA 1/1 len 200                      | ESTABLISHED  SYN-RECEIVED? data
+4ms   S R 1 win 0                           | CLOSED?      SYN-RECEIVED? close
+26ms  S A 1/201                             | CLOSED?      ESTABLISHED  close
+30us  C R 201 win 0                         | CLOSED       ESTABLISHED  close
+2ms   S PA 1/201 len 400                    | CLOSED       ESTABLISHED  close - fate unknown
+30us  C R 201 win 0                         | CLOSED       CLOSED?      close
