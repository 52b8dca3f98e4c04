# SPDX-License-Identifier: MIT
title Only the client's segments were captured, and a RST in its name, with a number below its SYN
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state RSTOS0 history SADRF completeness 61
+0     C S 1000                              | SYN-SENT     -            open - rel 0/0
+30us  C A 1001/1                            | ESTABLISHED? -            open - rel 1/1
+50us  C PA 1001/1 "hello world"             | ESTABLISHED? -            data - rel 1/1
+20us  C R 512                               | ESTABLISHED? -            data - rel 4294966808/0
+20us  C FA 1012/1                           | FIN-WAIT-1?  -            close - rel 12/1
+90us  C A 1013/2                            | FIN-WAIT-1?  -            close - rel 13/2
