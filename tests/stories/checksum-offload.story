# SPDX-License-Identifier: MIT
title Captured at a client that leaves its checksums to its network card; one of the server's is bad
# The server refuses the second connection without a socket: the kernel sums up that RST itself.
ids
expect 1 open 3-way close reset closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state RSTO history ShADaR completeness 47
expect 2 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state REJ history Sr completeness 37
+0     C S 0 partial 0                       | SYN-SENT     -            open - checksum offloaded
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open - checksum good
+30us  C A 1/1 partial 0                     | ESTABLISHED  ESTABLISHED? open - checksum offloaded
+1ms   C PA 1/1 "hello" partial 0            | ESTABLISHED  ESTABLISHED  data - fate unknown checksum offloaded
+10ms  S A 1/6 partial 1                     | ESTABLISHED  ESTABLISHED  data - fate discarded checksum bad
+1ms   C R 6                                 | CLOSED       CLOSED?      close - checksum good
+1s    C2 S 0 partial 0                      | SYN-SENT     -            open - checksum offloaded
+10ms  S2 RA =0/1                            | CLOSED?      CLOSED       open - checksum good
