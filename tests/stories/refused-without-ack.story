# SPDX-License-Identifier: MIT
title A RST without ACK is not taken in SYN-SENT
expect 1 open unanswered close none closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state REJ history Sr completeness 33
+0     C S 0                                 | SYN-SENT     -            open - fate lost-or-answer
+5us   S R =0 win 0                          | SYN-SENT     -            open
+1s    C S 0                                 | SYN-SENT     -            open retransmission fate unknown
