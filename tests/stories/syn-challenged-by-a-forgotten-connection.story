# SPDX-License-Identifier: MIT
title The client's host has restarted: its SYN meets the old connection, and is sent again
# RFC 9293 section 3.5.1: challenge ACK, RST, and the SYN a second later. The opening took the time
# from the first SYN.
end C2 192.0.2.1 48604 isn 900000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close reset closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state RSTO history ShADaR completeness 47
expect 2 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state S1 history ShA completeness 7
+0     C S 0                                 | SYN-SENT     -            open
+50ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+100us C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10ms  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+50ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+5s    C S 4294867296                        | CLOSED?      ESTABLISHED  data reused-ports fate discarded
+50ms  S A 1/6                               | CLOSED?      ESTABLISHED  data duplicate-ack
+100us C R 6                                 | CLOSED       CLOSED?      close
+1s    C2 S 0                                | SYN-SENT     -            open reused-ports
+50ms  S2 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+100us C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
