# SPDX-License-Identifier: MIT
title The capture begins with a late copy of the SYN, which the server acknowledges once more
# RFC 9293 section 3.10.7.4, first: who is past SYN-RECEIVED answers it with an ACK.
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S0 history SaD completeness 13
+0     C S 0                                 | SYN-SENT     -            open - fate unknown
+20us  S A 1/1                               | SYN-SENT     SYN-RECEIVED? open
+80ms  C PA 1/1 len 5                        | ESTABLISHED? ESTABLISHED? data
+20us  S A 1/6                               | ESTABLISHED? ESTABLISHED  data
