# SPDX-License-Identifier: MIT
title The payload of a RST is a reason, no data (RFC 9293 section 3.5.3)
expect 1 open 3-way close reset closed_first server bytes 5/0 retransmissions 0
expect 1 zeek_state RSTR history ShADr completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data
+10us  S RA 1/6 "not acceptable!" win 0      | CLOSED?      CLOSED       close
