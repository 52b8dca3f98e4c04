# SPDX-License-Identifier: MIT
title A SYN+ACK acknowledges a number within what was sent long behind the SYN and its data
# It answers a SYN of that number, which was not captured: not the client's (RFC 9293 section
# 3.10.7.3).
expect 1 open fast-open close fin-then-reset closed_first both bytes 37/0 retransmissions 0
expect 1 zeek_state RSTR history SDhAFrR completeness 63
+0     C S 0 "hello world" <mss 1460 sackok tfo cookie12> | SYN-SENT     -            open
+20ms  S SA 0/12                             | ESTABLISHED  SYN-RECEIVED open
+100us C A 12/1                              | ESTABLISHED  ESTABLISHED? open
+10ms  C PA 12/1 "the data that go on behind" | ESTABLISHED  ESTABLISHED? data
+10us  C FA 38/1                             | FIN-WAIT-1   ESTABLISHED? close - fate unknown
+20ms  S RA 1/38                             | CLOSED?      CLOSED       close
+100us S SA 70000/20                         | CLOSED?      SYN-RECEIVED open reused-ports rel 0/20 fate unknown claim syn-ack-other-number
+30us  C R 20                                | CLOSED       LISTEN?      close
