# SPDX-License-Identifier: MIT
title A listener with SYN cookies refuses what it cannot check, takes the cookie's ACK and aborts
# RFC 4987 section 3.6; RFC 9293 section 3.10.7.1: who has no connection resets without ACK. The
# second RST has one: the connection was opened between them.
expect 1 open 3-way close reset closed_first server bytes 5/0 retransmissions 0
expect 1 zeek_state RSTR history ShDrA completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30ms  C PA 6/1 "later"                      | ESTABLISHED? LISTEN?      data lost-segment fate unknown
+10us  S R 1 win 0                           | ESTABLISHED  SYN-RECEIVED? close
+1ms   C A 1/1                               | ESTABLISHED  ESTABLISHED? close
+10us  S RA 1/1                              | CLOSED?      CLOSED       close
