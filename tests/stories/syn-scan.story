# SPDX-License-Identifier: MIT
title A SYN scan: the answer is all that was wanted
expect 1 open incomplete close reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTO history ShR completeness 35
+0     C S 0 win 1024 <mss 1460>             | SYN-SENT?    -            open
+30us  S SA 0/1 <mss 1460>                   | SYN-SENT?    SYN-RECEIVED open - fate unknown
+10us  C R 1 win 0                           | CLOSED       LISTEN?      open
