# SPDX-License-Identifier: MIT
title Only SYNs: nobody answers
expect 1 open unanswered close none closed_first none bytes 0/0 retransmissions 3
expect 1 zeek_state S0 history S completeness 1
+0     C S 0                                 | SYN-SENT     -            open - fate lost-or-answer
+1s    C S 0                                 | SYN-SENT     -            open retransmission fate lost-or-answer
+2s    C S 0                                 | SYN-SENT     -            open retransmission fate lost-or-answer
+4s    C S 0                                 | SYN-SENT     -            open retransmission
