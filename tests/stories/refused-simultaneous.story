# SPDX-License-Identifier: MIT
title The SYNs cross, then one end gives up
# RFC 9293 section 3.10.7.4: an active opener in SYN-RECEIVED that gets a RST was refused.
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history Ssr completeness 33
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open - fate unknown
+5us   S S 0 <mss 1460>                      | SYN-RECEIVED? SYN-SENT     open - fate unknown
+1ms   S R 1                                 | CLOSED?      CLOSED       open
