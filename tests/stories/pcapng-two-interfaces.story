# SPDX-License-Identifier: MIT
title Two interfaces in one pcapng file: only their numbers tell that a packet is another's copy
# A bridge: nothing in the packets differs. The second "hello" on interface 1 is doubled there, or
# captured twice: that cannot be told.
link pcapng
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 4
expect 1 zeek_state S1 history ShADTa completeness 15
+0     C S 0 id 10001 on 0                   | SYN-SENT     -            open
+20us  C S 0 id 10001 on 1                   | SYN-SENT     -            open retransmission fate capture-duplicate claim captured-elsewhere
+10ms  S SA 0/1 on 1                         | ESTABLISHED? SYN-RECEIVED open
+20us  S SA 0/1 on 0                         | ESTABLISHED  SYN-RECEIVED open retransmission fate capture-duplicate claim captured-twice
+10ms  C A 1/1 id 10002 on 0                 | ESTABLISHED  ESTABLISHED? open
+20us  C A 1/1 id 10002 on 1                 | ESTABLISHED  ESTABLISHED? data duplicate-ack fate capture-duplicate claim captured-elsewhere
+1ms   C PA 1/1 "hello" id 10003 on 0        | ESTABLISHED  ESTABLISHED? data
+20us  C PA 1/1 "hello" id 10003 on 1        | ESTABLISHED  ESTABLISHED? data retransmission fate capture-duplicate claim captured-elsewhere
+30us  C PA 1/1 "hello" id 10003 on 0        | ESTABLISHED  ESTABLISHED  data retransmission fate unknown
+10ms  S A 1/6 id 50001 on 1                 | ESTABLISHED  ESTABLISHED  data
+20us  S A 1/6 id 50001 on 0                 | ESTABLISHED  ESTABLISHED  data duplicate-ack fate capture-duplicate claim captured-elsewhere
