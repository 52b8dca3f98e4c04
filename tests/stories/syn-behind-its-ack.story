# SPDX-License-Identifier: MIT
title The server's words stand before the SYN whose number they have acknowledged: it opens nothing here
expect 1 open midstream close open closed_first none bytes 5/3 retransmissions 0
expect 1 zeek_state OTH history ^dSaD completeness 12
+0     S A 1/1 len 3                         | -            ESTABLISHED  data
+10ms  C S 0                                 | SYN-SENT?    ESTABLISHED  open - fate unknown
+10ms  S A 4/1                               | SYN-SENT?    ESTABLISHED  data duplicate-ack
+10ms  C A 1/4 len 5                         | ESTABLISHED  ESTABLISHED  data
+10ms  S A 4/6                               | ESTABLISHED  ESTABLISHED  data
