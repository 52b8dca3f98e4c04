# SPDX-License-Identifier: MIT
title The answer to an old SYN comes before that to the client's own, with other numbers
# RFC 9293 figure 9 and section 3.10.7.3: the client refuses the first and takes the second. What
# the server sends has the second one's numbers, none of which it had sent before.
expect 1 open 3-way close reset closed_first client bytes 5/7 retransmissions 0
expect 1 zeek_state RSTO history ShGRADad completeness 47
+0     C S 0 <mss 1460 sackok nop ws 7>      | SYN-SENT     -            open
+30ms  S SA 50/40 <mss 1460>                 | SYN-SENT     SYN-RECEIVED open ack-lost-segment rel 0/40 fate unknown
+10us  C R 40 win 0                          | SYN-SENT     LISTEN?      open
+30us  S SA 0/1 <mss 1460 sackok nop ws 7>   | ESTABLISHED  SYN-RECEIVED open reused-ports
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+30ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+10us  S PA 1/6 "welcome"                    | ESTABLISHED  ESTABLISHED  data
+10us  C A 6/8                               | ESTABLISHED  ESTABLISHED  data
+10us  C RA 6/8 win 0                        | CLOSED       CLOSED?      close
