# SPDX-License-Identifier: MIT
title A half-open scan, and then a real connection to the same listener
end C2 192.0.2.1 48604 isn 77000000
end S2 192.0.2.2 8079 isn 88000000
# RFC 9293 section 3.10.7.4: the RST brings a listener back to LISTEN, if it arrives.
expect 1 open incomplete close reset closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state RSTO history ShR completeness 35
expect 2 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 2 zeek_state S1 history ShADa completeness 15
+0     C S 0                                 | SYN-SENT?    -            open
+30us  S SA 0/1                              | SYN-SENT?    SYN-RECEIVED open - fate unknown
+10us  C R 1 win 0                           | CLOSED       LISTEN?      open
+1s    C2 S 0                                | SYN-SENT     -            open reused-ports
+30us  S2 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+10us  C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
+50us  C2 PA 1/1 "hello"                     | ESTABLISHED  ESTABLISHED  data
+40us  S2 A 1/6                              | ESTABLISHED  ESTABLISHED  data
