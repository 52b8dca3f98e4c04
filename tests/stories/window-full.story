# SPDX-License-Identifier: MIT
title The sender uses the last byte of the window
expect 1 open 3-way close open closed_first none bytes 400/0 retransmissions 0
expect 1 zeek_state S1 history ShAaD completeness 15
+0     C S 0 <ws 2>                          | SYN-SENT     -            open
+30us  S SA 0/1 win 1000 <ws 2>              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  S A 1/1 win 100                       | ESTABLISHED  ESTABLISHED? data window-update
+50us  C A 1/1 len 300                       | ESTABLISHED  ESTABLISHED  data
+50us  C A 301/1 len 100                     | ESTABLISHED  ESTABLISHED  data window-full
+5us   S A 1/401 win 100                     | ESTABLISHED  ESTABLISHED  data
