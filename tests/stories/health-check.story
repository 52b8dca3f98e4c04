# SPDX-License-Identifier: MIT
title A health check: the port is open, and the client breaks off
expect 1 open incomplete close reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTO history ShR completeness 39
+0     C S 0                                 | SYN-SENT     -            open
+200us S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open
+100us C RA 1/1 win 0                        | CLOSED       LISTEN?      open
