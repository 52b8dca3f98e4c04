# SPDX-License-Identifier: MIT
title Both ends reset, the RSTs cross
expect 1 open 3-way close reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history ShARr completeness 39
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  SYN-RECEIVED? open
+50us  C R 1                                 | CLOSED       LISTEN?      close
+1us   S R 1                                 | CLOSED       CLOSED       close
