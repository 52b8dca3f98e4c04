# SPDX-License-Identifier: MIT
title Nothing of the client was captured but a RST far outside of the server's window, below number 0
# RFC 9293 section 3.10.7.4, first: the server drops it, wherever 2^32 lies.
end C 192.0.2.1 48604 isn 4294067245
expect 1 open 3-way close open closed_first none bytes 0/5 retransmissions 0
expect 1 zeek_state RSTO history ^hdfaR completeness 62
+0     S SA 0/1 win 500                      | -            SYN-RECEIVED open - fate unknown
+10ms  S PA 1/12 "hello" win 500             | -            ESTABLISHED? data - fate unknown
+10ms  S FA 6/12 win 500                     | -            FIN-WAIT-1?  close - fate unknown
+10ms  S A 7/13 win 500                      | -            FIN-WAIT-1?  close
+1ms   C R 900001/0                          | CLOSED       FIN-WAIT-1?  close - rel 900001/501000000
