# SPDX-License-Identifier: MIT
title A connection speaks again after three hours, while another one was active
end C2 192.0.2.1 48605 isn 77000000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
expect 2 open incomplete close reset closed_first client bytes 0/0 retransmissions 0
expect 2 zeek_state RSTO history ShR completeness 35
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+9000s C2 S 0                                | SYN-SENT?    -            open
+30us  S2 SA 0/1                             | SYN-SENT?    SYN-RECEIVED open - fate unknown
+10us  C2 R 1                                | CLOSED       LISTEN?      open
+1800s C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
