# SPDX-License-Identifier: MIT
title A RST ahead of the first SYN is no connection: what follows the opening is of the one that opens
# The first data is overtaken by what follows it, which lies within the window of the SYN+ACK; the
# RST's number is nearer to it than the SYN's.
end C2 192.0.2.1 48604 isn 1000000
end S2 192.0.2.2 8079 isn 501000000
expect 1 open no-connection close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTOS0 history R completeness 32
expect 2 open 3-way close open closed_first none bytes 5792/0 retransmissions 0
expect 2 zeek_state S1 history ShDa completeness 15
+0     C R 101                               | -            -            open - rel 1/0
+100us C2 S 0 <mss 1460 sackok>              | SYN-SENT     -            open reused-ports
+10us  S2 SA 0/1 win 7240 <mss 1460 sackok>  | ESTABLISHED  SYN-RECEIVED open
+300ms C2 A 4345/1 len 1448                  | ESTABLISHED? ESTABLISHED? data lost-segment
+20us  S2 A 1/1 win 7240 <nop nop sack 4345-5793> | ESTABLISHED  ESTABLISHED  data duplicate-ack
+300us C2 A 1/1 len 1448                     | ESTABLISHED  ESTABLISHED  data out-of-order
+20us  S2 A 1/1449 win 7240 <nop nop sack 4345-5793> | ESTABLISHED  ESTABLISHED  data
+20us  C2 A 1449/1 len 1448                  | ESTABLISHED  ESTABLISHED  data out-of-order
+20us  S2 A 1/2897 win 7240 <nop nop sack 4345-5793> | ESTABLISHED  ESTABLISHED  data
+20us  C2 A 2897/1 len 1448                  | ESTABLISHED  ESTABLISHED  data out-of-order
+20us  S2 A 1/5793 win 7240                  | ESTABLISHED  ESTABLISHED  data
