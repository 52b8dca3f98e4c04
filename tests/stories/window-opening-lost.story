# SPDX-License-Identifier: MIT
title The window opens, which its sender does not hear: it goes on probing
# RFC 9293 section 3.8.6.1.
expect 1 open 3-way close open closed_first none bytes 8192/0 retransmissions 0
expect 1 zeek_state S1 history ShADwa completeness 15
+0     C S 0 <mss 1460 sackok ws 7>          | SYN-SENT     -            open
+30us  S SA 0/1 win 4096 <mss 1460 sackok ws 0> | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1 win 512                       | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 len 4096 win 512             | ESTABLISHED  ESTABLISHED  data window-full
+5us   S A 1/4097 win 0                      | ESTABLISHED  ESTABLISHED  data zero-window
+400ms C A 4096/1 win 512                    | ESTABLISHED  ESTABLISHED  data keep-alive
+5us   S A 1/4097 win 0                      | ESTABLISHED  ESTABLISHED  data zero-window
+700ms S A 1/4097 win 4096                   | ESTABLISHED  ESTABLISHED  data window-update
+100ms C A 4096/1 win 512                    | ESTABLISHED  ESTABLISHED  data keep-alive
+1600ms C A 4096/1 win 512                   | ESTABLISHED  ESTABLISHED  data keep-alive
+5us   S A 1/4097 win 4096                   | ESTABLISHED  ESTABLISHED  data keep-alive-ack
+10us  C PA 4097/1 len 4096 win 512          | ESTABLISHED  ESTABLISHED  data window-full
+10us  S A 1/8193 win 4096                   | ESTABLISHED  ESTABLISHED  data
