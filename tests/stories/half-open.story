# SPDX-License-Identifier: MIT
title The client's machine started anew: its SYN meets an old connection
# RFC 9293 section 3.5.1, figure 9: the old end answers with its own numbers and gets a RST; the SYN
# is sent again and answered. Relative numbers of the old ones make no sense in the new connection.
end C2 192.0.2.1 48604 isn 77000000
end S2 192.0.2.2 8079 isn 502000000
expect 1 open midstream close reset closed_first client bytes 3/0 retransmissions 0
expect 1 zeek_state RSTOS0 history DaR completeness 44
expect 2 open 3-way close open closed_first none bytes 0/0 retransmissions 1
expect 2 zeek_state S1 history ShA completeness 7
+0     C PA 1/1 "old"                        | ESTABLISHED? -            data
+10us  S A 1/4                               | ESTABLISHED? ESTABLISHED  data
+60s   C2 S 0                                | SYN-SENT     -            open reused-ports fate unknown
+10us  S A 1/4                               | ESTABLISHED? ESTABLISHED  data duplicate-ack
+10us  C R 4                                 | CLOSED       CLOSED?      close
+1s    C2 S 0                                | SYN-SENT     -            open retransmission fate unknown
+10us  S2 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+10us  C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
