# SPDX-License-Identifier: MIT
title The client gives up while the refusal is under way
# The server's RST shows that it never was in LISTEN.
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history SRr completeness 37
+0     C S 0                                 | SYN-SENT     -            open
+10us  C R 1                                 | CLOSED       -            open
+10us  S RA =0/1 win 0                       | CLOSED       CLOSED       open
