# SPDX-License-Identifier: MIT
title The server refuses, then opens itself between the same ports, and is refused
# As programs do that open from both sides, each a little too early (RFC 9293 section 3.5): who refused
# had no connection (3.10.7.1), and its SYN is of another one.
end C2 192.0.2.2 8079 isn 501000001
end S2 192.0.2.1 48604
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history Sr completeness 37
expect 2 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state REJ history Sr completeness 37
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+30us  S RA =0/1 win 0                       | CLOSED?      CLOSED       open
+10ms  C2 S 0 <mss 1460>                     | SYN-SENT     -            open reused-ports
+30us  S2 RA =0/1 win 0                      | CLOSED?      CLOSED       open
