# SPDX-License-Identifier: MIT
title A SYN in the server's name before its SYN+ACK, which has another number
# RFC 9293 section 3.5, figure 7: who opens simultaneously repeats its number in the SYN+ACK. So the
# SYN was another's, and the server goes from LISTEN to SYN-RECEIVED. The client takes it, and has
# another number for the server from then on: the SYN+ACK is not acceptable to it (section 3.10.7.4),
# and its ACK, which is not acceptable to the server, is answered with RST (section 3.10.7.4).
end C 192.0.2.1 48604 isn 800000
end S 192.0.2.2 8079 isn 1700000
expect 1 open incomplete close reset closed_first server bytes 0/0 retransmissions 1
expect 1 zeek_state REJ history SsHhgArR completeness 39
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S S 1                                 | SYN-RECEIVED -            open - rel 0/0 fate unknown
+30us  C SA 0/2                              | SYN-RECEIVED -            open - rel 0/1 fate unknown
+10ms  S SA 0/1                              | SYN-RECEIVED SYN-RECEIVED open reused-ports fate unknown
+30us  C A 1/2                               | ESTABLISHED? SYN-RECEIVED? open ack-lost-segment,duplicate-ack
+40ms  S R 2                                 | CLOSED?      SYN-RECEIVED? open
+10us  S R 2                                 | CLOSED?      SYN-RECEIVED? open
+1s    S SA 0/1                              | CLOSED?      SYN-RECEIVED? open retransmission fate unknown
+30us  C R 1                                 | CLOSED?      CLOSED?      open
