# SPDX-License-Identifier: MIT
title A RST in the name of an end that goes on to CLOSING
# RFC 9293 section 3.10.7.1: who is CLOSED acknowledges nothing. That the ACK was sent before the
# RST, and came behind it, is not excluded: whose the RST was is not known.
expect 1 open 3-way close fin-then-reset closed_first both bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAFfra completeness 55
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C FA 1/1                              | FIN-WAIT-1   ESTABLISHED  close - crossed 5
+10us  S FA 1/1                              | CLOSING?     FIN-WAIT-1   close - crossed 4
+10us  S R 2                                 | CLOSING?     FIN-WAIT-1?  close
+10us  S A 2/2                               | TIME-WAIT?   CLOSING      close
+10ms  C A 2/2                               | TIME-WAIT?   TIME-WAIT?   close
