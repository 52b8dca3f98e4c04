# SPDX-License-Identifier: MIT
title One direction only: a SYN, and a SYN+ACK of the same end
# It answers a SYN that was not captured: both opened, or the first SYN is somebody else's. When it speaks
# again, what answers its SYN+ACK may have come (here, by SACK, some behind that had).
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state S0 history SHA completeness 7
+0     C S 0                                 | SYN-SENT?    -            open - fate unknown
+177us C SA 0/1 <mss 1460 sackok>            | SYN-RECEIVED -            open
+4ms   C A 1/1 <sack 12-23>                  | SYN-RECEIVED? -            open duplicate-ack
+1ms   C A 1/23                              | ESTABLISHED? -            open
