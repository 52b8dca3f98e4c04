# SPDX-License-Identifier: MIT
title Half of what was sent finds the window shut; when that opens, the rest goes again at once
# RFC 9293 section 3.8.6: who takes back its window may drop what lies beyond it. What is sent 100
# us behind the window update was waiting for that, whatever silence was before.
expect 1 open 3-way close open closed_first none bytes 1280/0 retransmissions 1
expect 1 zeek_state S1 history ShADwaT completeness 15
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+50ms  S SA 0/1 win 1280 <mss 1460>          | ESTABLISHED  SYN-RECEIVED open
+100us C A 1/1 win 64000                     | ESTABLISHED  ESTABLISHED? open
+10ms  C PA 1/1 len 1280 win 64000           | ESTABLISHED  ESTABLISHED  data window-full fate unknown
+50ms  S A 1/641 win 0                       | ESTABLISHED  ESTABLISHED  data zero-window
+2s    S A 1/641 win 12800                   | ESTABLISHED  ESTABLISHED  data window-update
+100us C PA 641/1 len 640 win 64000          | ESTABLISHED  ESTABLISHED  data retransmission fate unknown claim sent-again
+50ms  S A 1/1281 win 12800                  | ESTABLISHED  ESTABLISHED  data
