# SPDX-License-Identifier: MIT
title Of the server nothing was captured but a forged FIN, far outside of the client's window
# RFC 9293 section 3.10.7.4, first: the client drops it, as its ACKs of 51 and 52 confirm.
expect 1 open 3-way close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state SF history SADfF completeness 29
+0     C S 0 win 500                         | SYN-SENT     -            open
+10ms  C A 1/1 win 500                       | ESTABLISHED? -            open
+1ms   C PA 1/1 "hello world" win 500        | ESTABLISHED? -            data
+1ms   S FA 900001/12 win 500 ttl 37         | ESTABLISHED? -            data - fate discarded
+10ms  C A 12/51 win 500                     | ESTABLISHED? -            data
+10ms  C FA 12/52 win 500                    | FIN-WAIT-1?  -            close
