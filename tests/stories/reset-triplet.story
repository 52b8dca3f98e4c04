# SPDX-License-Identifier: MIT
title Three RSTs in a row, each a guess at the window
# Their TTL is not the server's, who goes on.
ids
expect 1 open 3-way close reset closed_first none bytes 100/0 retransmissions 0
expect 1 zeek_state RSTR history ShADra completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1 ttl 50                       | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 len 100                      | ESTABLISHED  ESTABLISHED  data
+8ms   S R 1 ttl 201                         | CLOSED?      ESTABLISHED  close
+10us  S R 1461 ttl 201                      | CLOSED?      ESTABLISHED  close
+10us  S R 4381 ttl 201                      | CLOSED?      ESTABLISHED  close
+12ms  S A 1/101 ttl 50                      | CLOSED?      ESTABLISHED  close
