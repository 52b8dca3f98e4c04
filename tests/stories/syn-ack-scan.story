# SPDX-License-Identifier: MIT
title A SYN+ACK that nobody asked for, answered with a RST of its number: there is no such connection
# RFC 9293 section 3.10.7.1.
expect 1 open no-connection close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTO history ^hR completeness 34
+0     S SA 0/1                              | -            -            open - fate unknown
+10ms  C R 1 win 0                           | -            -            open
