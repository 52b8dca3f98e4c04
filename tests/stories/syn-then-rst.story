# SPDX-License-Identifier: MIT
title The client gives up before it is answered
expect 1 open unanswered close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTOS0 history SR completeness 33
+0     C S 0                                 | SYN-SENT     -            open
+10us  C R 1                                 | CLOSED       -            open
