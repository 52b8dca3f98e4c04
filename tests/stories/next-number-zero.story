# SPDX-License-Identifier: MIT
title The server's next number is 0, and so is that of its RST: it is its own
# A RST with ACK and number 0 answers a segment without ACK (RFC 9293 section 3.10.7.1); the FIN
# before it has one.
end S 192.0.2.2 8079 isn 4294967295
expect 1 open 3-way close fin-then-reset closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state RSTR history ShADaFr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open duplicate-ack
+1us   C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+10us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+10ms  S RA 1/13                             | CLOSED?      CLOSED       close
