# SPDX-License-Identifier: MIT
title A RST on both links of a router has the TTL of its side on the first one
expect 1 open 3-way close reset closed_first server bytes 1/0 retransmissions 3
expect 1 zeek_state RSTR history ShADar completeness 47
+0     C S 0 ttl 64                          | SYN-SENT     -            open - fate unknown
+10us  C S 0 ttl 63                          | SYN-SENT     -            open retransmission fate capture-duplicate
+10ms  S SA 0/1 ttl 64                       | ESTABLISHED? SYN-RECEIVED open - fate unknown
+10us  S SA 0/1 ttl 63                       | ESTABLISHED? SYN-RECEIVED open retransmission fate capture-duplicate
+10ms  C A 1/1 ttl 64                        | ESTABLISHED  ESTABLISHED? open
+10us  C A 1/1 ttl 63                        | ESTABLISHED  ESTABLISHED? data duplicate-ack fate capture-duplicate
+1ms   C PA 1/1 "a" ttl 64                   | ESTABLISHED  ESTABLISHED? data - fate unknown
+10us  C PA 1/1 "a" ttl 63                   | ESTABLISHED  ESTABLISHED? data keep-alive fate capture-duplicate
+10ms  S A 1/2 ttl 64                        | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/2 ttl 63                        | ESTABLISHED  ESTABLISHED  data keep-alive-ack fate capture-duplicate
+1ms   S RA 1/2 ttl 64                       | CLOSED?      CLOSED       close
+10us  S RA 1/2 ttl 63                       | CLOSED?      CLOSED       close - fate capture-duplicate
