# SPDX-License-Identifier: MIT
title A listener aborts at once, and what came behind the last ACK opens again by its SYN cookie
# RFC 4987 section 3.6: who keeps nothing takes the ACK of its SYN+ACK, in a segment with data too,
# for a connection. The RST may have been its own, or another's: that it was not CLOSED behind it is
# not known.
expect 1 open 3-way close reset closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state RSTR history ShADra completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S RA 1/1                              | CLOSED?      ESTABLISHED? close
+10us  S A 1/6                               | CLOSED?      ESTABLISHED  close
