# SPDX-License-Identifier: MIT
title Hole punching: the client's SYN is lost, its SYN+ACK has it again, and the SYNs do not cross
# In SYN-SENT a SYN is answered by a SYN+ACK (RFC 9293 section 3.10.7.3): the server's ACK alone
# answers the client's SYN+ACK, and of its SYN nothing is known.
expect 1 open simultaneous close open closed_first none bytes 0/5 retransmissions 0
expect 1 zeek_state S1 history SsHadA completeness 15
+0     C S 0 <mss 1460>                          | SYN-SENT     -            open - fate unknown
+5ms   S S 0 <mss 1460>                          | SYN-RECEIVED SYN-SENT     open
+10ms  C SA 0/1 <mss 1460>                       | SYN-RECEIVED ESTABLISHED? open
+10ms  S A 1/1                               | ESTABLISHED? ESTABLISHED? open
+50ms  S PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10ms  C A 1/6                               | ESTABLISHED  ESTABLISHED  data
