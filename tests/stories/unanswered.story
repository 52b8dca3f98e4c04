# SPDX-License-Identifier: MIT
title Only SYNs: nobody answers
expect 1 open unanswered close none closed_first none bytes 0/0 retransmissions 3
expect 1 zeek_state S0 history S completeness 1
+0     C S 0                                 | SYN-SENT     SYN-RECEIVED open
+1s    C S 0                                 | SYN-SENT     SYN-RECEIVED open retransmission
+2s    C S 0                                 | SYN-SENT     SYN-RECEIVED open retransmission
+4s    C S 0                                 | SYN-SENT     SYN-RECEIVED open retransmission
