# SPDX-License-Identifier: MIT
title Only the client's segments were captured
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state SH history SADF completeness 29
+0     C S 0                                 | SYN-SENT     -            open
+30us  C A 1/1                               | ESTABLISHED? -            open
+50us  C PA 1/1 "hello world"                | ESTABLISHED? -            data
+20us  C FA 12/1                             | FIN-WAIT-1?  -            close
+90us  C A 13/2                              | FIN-WAIT-1?  -            close
