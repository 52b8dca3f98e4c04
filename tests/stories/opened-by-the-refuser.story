# SPDX-License-Identifier: MIT
title The server refuses, then opens itself between the same ports, and is refused
# As programs do that open from both sides, each a little too early (RFC 9293 section 3.5).
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTO history SrsR completeness 37
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+30us  S RA =0/1 win 0                       | CLOSED?      CLOSED       open
+10ms  S S 0 <mss 1460>                      | CLOSED?      SYN-SENT     open
+30us  C RA =0/1 win 0                       | CLOSED       CLOSED?      open - rel 4293967296/1
