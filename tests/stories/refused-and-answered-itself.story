# SPDX-License-Identifier: MIT
title A SYN is refused, and its end answers one that was not captured
# RFC 9293 section 3.10.7.1: the RST acknowledges the SYN of the client, whose own SYN+ACK is no
# answer to that.
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history SrH completeness 39
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open
+1ms   S RA =0/1 win 0                       | SYN-SENT     CLOSED       open
+10ms  C SA 0/1 <mss 1460>                   | SYN-RECEIVED CLOSED       open - fate unknown
+1ms   S R 1                                 | CLOSED?      CLOSED       open
