# SPDX-License-Identifier: MIT
title Behind a RST in its name, an end says that it has not got the other FIN
# RFC 9293 section 3.10.7.4, eighth: an ACK below the FIN. It may have left before the RST, but not
# when it had got the FIN: that is not shown as if it had arrived.
expect 1 open 3-way close fin-then-reset closed_first server bytes 5/0 retransmissions 0
expect 1 zeek_state RSTR history ShAfRaDr completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+40ms  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+50us  S FA 1/1                              | ESTABLISHED  FIN-WAIT-1   close
+200us C R 106                               | ESTABLISHED  FIN-WAIT-1?  close
+5us   S A 2/1                               | ESTABLISHED  FIN-WAIT-1   close duplicate-ack
+200us C PA 1/1 "hello"                      | ESTABLISHED  FIN-WAIT-1?  close
+10us  S R 1                                 | ESTABLISHED? CLOSED       close
+5ms   C A 6/1                               | ESTABLISHED? CLOSED       close duplicate-ack
+10us  S R 1                                 | ESTABLISHED? CLOSED       close
+40ms  C A 6/2                               | CLOSE-WAIT   CLOSED       close
+10us  S R 2                                 | CLOSED?      CLOSED       close
