# SPDX-License-Identifier: MIT
title Refused, and tried again with the same number (as Windows does), until somebody listens
# One attempt to the user who made it: one connection. The capture does not tell it from a SYN that is
# sent again because the RST was lost.
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 2
expect 1 zeek_state S1 history SrhA completeness 39
+0     C S 0                                 | SYN-SENT     -            open
+5us   S RA =0/1 win 0                       | CLOSED?      CLOSED       open
+500ms C S 0                                 | SYN-SENT     CLOSED       open retransmission
+5us   S RA =0/1 win 0                       | CLOSED?      CLOSED       open
+500ms C S 0                                 | SYN-SENT     CLOSED       open retransmission
+5us   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+5us   C A 1/1                               | ESTABLISHED  ESTABLISHED? open
