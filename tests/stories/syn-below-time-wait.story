# SPDX-License-Identifier: MIT
title A SYN below the window of a connection in TIME-WAIT: the ACK that answers it is of that one
# RFC 9293 section 3.10.7.4: what is not acceptable is answered with an ACK. The numbers are those
# of a SYN's answer, too, but who answers a SYN does so with one. It had not got the last ACK; or it
# is in TIME-WAIT itself, if its FIN had been sent before, not captured, and crossed the other one.
end C2 192.0.2.2 8079 isn 501000001
end S2 192.0.2.1 48604
expect 1 open 3-way close 3-segment closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAfFa completeness 23
expect 2 open unanswered close none closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state S0 history S completeness 1
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+5ms   S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+10ms  C FA 1/2                              | LAST-ACK     TIME-WAIT    close
+10ms  S A 2/2                               | LAST-ACK?    TIME-WAIT    close
+10ms  C2 S 0                                | SYN-SENT?    -            open reused-ports
+20ms  C A 2/2                               | LAST-ACK?    TIME-WAIT?   close duplicate-ack
