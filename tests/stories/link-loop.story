# SPDX-License-Identifier: MIT
title Captured on OpenBSD's loopback, IPv6
link loop
ipv6
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history Sr completeness 37
+0     C S 0                                 | SYN-SENT     -            open
+30us  S RA =0/1 win 0                       | CLOSED?      CLOSED       open
