# SPDX-License-Identifier: MIT
title A FIN without ACK in SYN-RECEIVED is dropped
# RFC 9293 section 3.10.7.4, fifth.
expect 1 open incomplete close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state S2 history ShF completeness 3
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open - fate unknown
+10us  C F 1                                 | ESTABLISHED? SYN-RECEIVED open
