# SPDX-License-Identifier: MIT
title An ACK far beyond what the client sent, in its name, comes before its RST
# RFC 9293 section 3.10.7.4: the server drops it. Its TTL is not the client's: the RST is its own,
# and who aborts is CLOSED (section 3.10.5).
expect 1 open 3-way close reset closed_first client bytes 5/3 retransmissions 0
expect 1 zeek_state RSTO history ShADdR completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10ms  S PA 1/6 "you"                        | ESTABLISHED  ESTABLISHED  data
+10us  C A 6/4                               | ESTABLISHED  ESTABLISHED  data
+1ms   C A 900006/4 ttl 37                   | ESTABLISHED  ESTABLISHED  data - fate discarded
+10ms  C RA 6/4                              | CLOSED       CLOSED?      close
