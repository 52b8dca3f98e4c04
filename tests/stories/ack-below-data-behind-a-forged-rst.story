# SPDX-License-Identifier: MIT
title Behind a RST in the client's name, its ACK of before the data that acknowledges its FIN
# RFC 9293 section 3.10.7.4, eighth: it had not got the data when that ACK left, nor so the ACK of
# its FIN; whether the RST is the client's own was not known then.
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/100 retransmissions 0
expect 1 zeek_state RSTR history ShAFdRr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+20us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+77ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+200us C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+200us S PA 1/2 len 100                      | FIN-WAIT-1?  CLOSE-WAIT   close
+300us C R 2                                 | FIN-WAIT-1?  CLOSED?      close
+100us C A 2/1                               | FIN-WAIT-1?  CLOSED?      close duplicate-ack
+10us  S R 1                                 | FIN-WAIT-1?  CLOSED       close
+76ms  C A 2/101                             | FIN-WAIT-2   CLOSED       close
+10us  S R 101                               | CLOSED?      CLOSED       close
