# SPDX-License-Identifier: MIT
title The ports are used again, and the second SYN+ACK was not captured: its ACK tells by its number
end C2 192.0.2.1 48604 isn 7711100
end S2 192.0.2.2 8079 isn 501066987
expect 1 open 3-way close 4-segment closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAfFa completeness 23
expect 2 open 3-way close simultaneous closed_first both bytes 0/0 retransmissions 0
expect 2 zeek_state SF history SAFfa completeness 21
+0     C S 0                                 | SYN-SENT     -            open
+100us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+100us C A 1/1                               | ESTABLISHED  ESTABLISHED  open
+100us S FA 1/1                              | CLOSE-WAIT   FIN-WAIT-1   close
+100us C A 1/2                               | CLOSE-WAIT   FIN-WAIT-2?  close
+100us C FA 1/2                              | LAST-ACK     TIME-WAIT    close
+100us S A 2/2                               | CLOSED?      TIME-WAIT    close
+100ms C2 S 0                                | SYN-SENT?    -            open reused-ports
+200us C2 A 1/1                              | ESTABLISHED? -            open
+100us C2 FA 1/1                             | FIN-WAIT-1?  -            close - crossed 11
+100us S2 FA 1/1                             | CLOSING?     FIN-WAIT-1   close - crossed 10
+100us C2 A 2/2                              | CLOSING?     FIN-WAIT-2?  close
+100us S2 A 2/2                              | TIME-WAIT?   TIME-WAIT?   close
