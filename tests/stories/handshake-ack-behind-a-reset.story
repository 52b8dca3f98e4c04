# SPDX-License-Identifier: MIT
title A RST in the server's name, and the client's ACK of the SYN+ACK behind it
# RFC 9293 figure 6: who acknowledges the SYN+ACK is ESTABLISHED, whoever sent the RST.
expect 1 open 3-way close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history ShrA completeness 39
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30ms  S R 1                                 | ESTABLISHED  CLOSED       open
+10us  C A 1/1                               | ESTABLISHED  CLOSED       open
