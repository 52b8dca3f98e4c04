# SPDX-License-Identifier: MIT
title Only the client's segments, still open
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state S0 history SAD completeness 13
+0     C S 0                                 | SYN-SENT     -            open
+30us  C A 1/1                               | ESTABLISHED? -            open
+50us  C PA 1/1 "hello world"                | ESTABLISHED? -            data
