# SPDX-License-Identifier: MIT
title A half-open scan, and the second SYN is refused: the listener has gone
expect 1 open incomplete close reset closed_first server bytes 0/0 retransmissions 1
expect 1 zeek_state REJ history ShRr completeness 39
+0     C S 0                                 | SYN-SENT?    -            open
+30us  S SA 0/1                              | SYN-SENT?    SYN-RECEIVED open - fate unknown
+10us  C R 1 win 0                           | SYN-SENT?    LISTEN?      open
+1s    C S 0                                 | SYN-SENT     LISTEN?      open retransmission
+30us  S RA =0/1 win 0                       | CLOSED?      CLOSED       open - rel 3793967296/1
