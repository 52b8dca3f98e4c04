# SPDX-License-Identifier: MIT
title The SYN+ACK of a SYN with data was not captured, and the server answers the data
# RFC 7413 section 3: it may do so in SYN-RECEIVED. What it acknowledges of later numbers tells.
expect 1 open 3-way close open closed_first none bytes 111/100 retransmissions 0
expect 1 zeek_state OTH history SDAda completeness 13
+0     C S 0 len 11 id 100                   | SYN-SENT     -            open
+400us C A 12/1 id 101                       | ESTABLISHED  -            open
+20us  C PA 12/1 len 100 id 102              | ESTABLISHED  -            data
+10us  S PA 1/12 len 100 id 200              | ESTABLISHED  ESTABLISHED? data
+20us  C A 112/101 id 103                    | ESTABLISHED  ESTABLISHED? data
+400us S A 101/112 id 201                    | ESTABLISHED  ESTABLISHED  data
