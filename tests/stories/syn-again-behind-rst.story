# SPDX-License-Identifier: MIT
title The SYN of an aborted connection comes once more behind its RST: a late copy, perhaps
expect 1 open 3-way close reset closed_first client bytes 0/0 retransmissions 1
expect 1 zeek_state RSTO history ShAR completeness 39
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C RA 1/1                              | CLOSED       CLOSED?      close
+10ms  C S 0                                 | SYN-SENT?    CLOSED?      open retransmission
