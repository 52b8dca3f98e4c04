# SPDX-License-Identifier: MIT
title A probe is captured a second behind the window update, which its sender may not have got
# RFC 9293 section 3.8.6.1: captured beside the receiver, while the update is under way. A keep-alive
# would look the same.
expect 1 open 3-way close open closed_first none bytes 4380/0 retransmissions 0
expect 1 zeek_state S1 history ShADwa completeness 15
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+30us  S SA 0/1 win 2920 <mss 1460>          | ESTABLISHED  SYN-RECEIVED open
+300ms C A 1/1 win 64000                     | ESTABLISHED  ESTABLISHED? open
+300us C PA 1/1 len 2920 win 64000           | ESTABLISHED  ESTABLISHED  data window-full
+40ms  S A 1/2921 win 0                      | ESTABLISHED  ESTABLISHED  data zero-window
+260ms S A 1/2921 win 2920                   | ESTABLISHED  ESTABLISHED  data window-update
+970ms C A 2920/1 win 64000                  | ESTABLISHED  ESTABLISHED  data keep-alive
+20us  S A 1/2921 win 2920                   | ESTABLISHED  ESTABLISHED  data keep-alive-ack
+100ms C PA 2921/1 len 1460 win 64000        | ESTABLISHED  ESTABLISHED  data
+40us  S A 1/4381 win 2920                   | ESTABLISHED  ESTABLISHED  data
