# SPDX-License-Identifier: MIT
title Of the client nothing was captured but a forged ACK, far outside of the server's window
# RFC 9293 section 3.10.7.4, first: it establishes nothing, and the client stays unknown.
expect 1 open 3-way close open closed_first none bytes 0/5 retransmissions 0
expect 1 zeek_state S3 history ^hdAfa completeness 30
+0     S SA 0/1 win 500                      | -            SYN-RECEIVED open
+10ms  S PA 1/12 "hello" win 500             | -            ESTABLISHED? data
+1ms   C A 900001/6 win 500 ttl 37           | -            ESTABLISHED? data - fate discarded
+10ms  S FA 6/12 win 500                     | -            FIN-WAIT-1?  close
+10ms  S A 7/13 win 500                      | -            FIN-WAIT-1?  close
