# SPDX-License-Identifier: MIT
title The capture begins with the server's RST, which refuses a SYN; then it opens itself
expect 1 open unanswered close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTRH history ^rs completeness 36
+0     S RA =0/1 win 0                       | -            CLOSED       open
+1s    S S 5000                              | -            SYN-SENT     open - rel 0/0
