# SPDX-License-Identifier: MIT
title The capture begins with a SYN in the client's name, whose number is that of a byte of the client's
# RFC 9293 section 3.4: a SYN takes a number of its own. What it opens has no byte there.
expect 1 open midstream close open closed_first none bytes 4/3 retransmissions 0
expect 1 zeek_state OTH history SdADa completeness 13
+0     C S 0                                 | SYN-SENT?    -            open - fate unknown
+10ms  S A 1/0 len 3                         | SYN-SENT?    -            data - fate unknown
+10ms  C A 0/4                               | SYN-SENT?    -            open keep-alive
+10ms  C A 0/4 len 5                         | ESTABLISHED  -            data - fate unknown
+10ms  S A 4/5                               | ESTABLISHED  ESTABLISHED  data
