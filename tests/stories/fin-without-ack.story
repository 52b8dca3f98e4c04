# SPDX-License-Identifier: MIT
title The FIN arrives in SYN-RECEIVED without ACK
expect 1 open incomplete close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state S2 history ShF completeness 3
+0     C S 0                                 | SYN-SENT     SYN-RECEIVED open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C F 1                                 | ESTABLISHED  SYN-RECEIVED close
