# SPDX-License-Identifier: MIT
title Answered, and never completed
expect 1 open incomplete close none closed_first none bytes 0/0 retransmissions 2
expect 1 zeek_state S1 history Sh completeness 3
+0     C S 0                                 | SYN-SENT     -            open
+20us  S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open - fate lost-or-answer
+1s    S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open retransmission fate lost-or-answer
+2s    S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open retransmission fate unknown
