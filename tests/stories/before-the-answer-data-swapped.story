# SPDX-License-Identifier: MIT
title With Fast Open the server's data is captured before its SYN+ACK
# RFC 7413 section 3: the server sends data before the client's ACK; the capture swapped both.
expect 1 open fast-open close open closed_first none bytes 5/3 retransmissions 0
expect 1 zeek_state OTH history SDdhA completeness 15
+0     C S 0 "hello"                         | SYN-SENT     -             open
+10ms  S PA 1/6 "you"                        | SYN-SENT     SYN-RECEIVED? data
+1us   S SA 0/6                              | ESTABLISHED? SYN-RECEIVED? open out-of-order
+10us  C A 6/4                               | ESTABLISHED  ESTABLISHED?  data
