# SPDX-License-Identifier: MIT
title Only the client's segments were captured; its SYN+ACK answers a SYN, its ACK may be a challenge ACK
expect 1 open incomplete close reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTOS0 history SHAR completeness 39
+0     C S 0                                 | SYN-SENT?    -            open - fate unknown
+140ms C SA 0/1                              | SYN-RECEIVED -            open
+20us  C A 1/1                               | SYN-RECEIVED? -            open duplicate-ack
+1s    C R 1                                 | CLOSED       -            open
