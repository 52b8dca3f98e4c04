# SPDX-License-Identifier: MIT
title What a RST answers is not known where segments of the other side were not captured
expect 1 open 3-way close reset closed_first server bytes 15/0 retransmissions 0
expect 1 zeek_state RSTR history ShADr completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+100us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+100us C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+100us C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data
+100us S RA 1/6                              | ESTABLISHED  CLOSED       close
+100us C PA 6/1 "hello"                      | ESTABLISHED  CLOSED       close - fate unknown
+20us  C PA 16/1 "hello"                     | ESTABLISHED? CLOSED?      close lost-segment fate unknown
+100us S R 1                                 | CLOSED?      CLOSED       close
+20us  S R 1                                 | CLOSED?      CLOSED       close
+20us  S R 1                                 | CLOSED?      CLOSED       close
