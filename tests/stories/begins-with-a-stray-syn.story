# SPDX-License-Identifier: MIT
title The capture begins with a SYN in the client's name, whose number lies far below the client's
# RFC 9293 section 3.4: nothing that was captured follows that SYN's number: it opened nothing here.
expect 1 open midstream close open closed_first none bytes 66/0 retransmissions 0
expect 1 zeek_state S0 history SGaD completeness 13
+0     C S 0                                 | SYN-SENT     -            open - fate unknown
+10ms  S A 1/501                             | SYN-SENT?    -            open ack-lost-segment
+10ms  C PA 501/1 len 66                     | ESTABLISHED? -            data lost-segment
+10ms  S A 1/567                             | ESTABLISHED? ESTABLISHED? data ack-lost-segment
