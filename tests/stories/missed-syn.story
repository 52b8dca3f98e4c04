# SPDX-License-Identifier: MIT
title A new connection between the same ports, whose SYN was not captured
# Its SYN+ACK has another number and answers another SYN.
end C2 192.0.2.1 48604 isn 77000000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close 3-segment closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAFf completeness 23
expect 2 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state S1 history ^hA completeness 6
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+20us  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+40us  S FA 1/2                              | TIME-WAIT    LAST-ACK     close
+10us  C A 2/2                               | TIME-WAIT    CLOSED?      close
+2s    S2 SA 0/1                             | -            SYN-RECEIVED open reused-ports fate unknown
+10us  C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
