# SPDX-License-Identifier: MIT
title The same ports and the same number again, after a reset
end C2 192.0.2.1 48604 isn 1000000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open refused close reset closed_first server bytes 0/0 retransmissions 1
expect 1 zeek_state RSTR history SrhgA completeness 39
+0     C S 0                                 | SYN-SENT     SYN-RECEIVED open
+10us  S RA =0/1 win 0                       | CLOSED       CLOSED       open
+2s    C2 S 0                                | SYN-SENT     CLOSED       open retransmission
+30us  S2 SA 0/1                             | ESTABLISHED  CLOSED       open lost-segment
+10us  C2 A 1/1                              | ESTABLISHED  CLOSED       open ack-lost-segment
