# SPDX-License-Identifier: MIT
title A window that was used up, and one that was shut, open with what they acknowledge
expect 1 open 3-way close open closed_first none bytes 3001/0 retransmissions 0
expect 1 zeek_state S1 history ShADaw completeness 15
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+30us  S SA 0/1 win 2000 <mss 1460>          | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C A 1/1 len 1000                      | ESTABLISHED  ESTABLISHED  data
+50us  C A 1001/1 len 1000                   | ESTABLISHED  ESTABLISHED  data window-full
+5us   S A 1/1001 win 3000                   | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/2001 win 0                      | ESTABLISHED  ESTABLISHED  data zero-window
+400ms C A 2001/1 len 1                      | ESTABLISHED  ESTABLISHED  data zero-window-probe
+5us   S A 1/2002 win 3000                   | ESTABLISHED  ESTABLISHED  data window-update
+50us  C A 2002/1 len 1000                   | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/3002 win 3000                   | ESTABLISHED  ESTABLISHED  data
