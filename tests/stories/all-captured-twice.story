# SPDX-License-Identifier: MIT
title Each frame was captured twice, and the numbers are large: what was captured again hedges nothing
end C 192.0.2.1 48604 isn 3000000000
end S 192.0.2.2 8079 isn 4000000000
expect 1 open 3-way close 3-segment closed_first client bytes 5/0 retransmissions 5
expect 1 zeek_state SF history ShADTaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open - fate unknown
+2us   C S 0                                 | SYN-SENT     -            open retransmission fate capture-duplicate
+100us S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open - fate unknown
+2us   S SA 0/1                              | ESTABLISHED? SYN-RECEIVED open retransmission fate capture-duplicate
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+2us   C A 1/1                               | ESTABLISHED  ESTABLISHED? data duplicate-ack fate capture-duplicate
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data - fate unknown
+2us   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED? data retransmission fate capture-duplicate
+100us S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+2us   S A 1/6                               | ESTABLISHED  ESTABLISHED  data duplicate-ack fate capture-duplicate
+1ms   C FA 6/1                              | FIN-WAIT-1   CLOSE-WAIT?  close - fate unknown
+2us   C FA 6/1                              | FIN-WAIT-1   CLOSE-WAIT?  close retransmission fate capture-duplicate
+200us S FA 1/7                              | TIME-WAIT?   LAST-ACK     close - fate unknown
+2us   S FA 1/7                              | TIME-WAIT?   LAST-ACK     close retransmission fate capture-duplicate
+20us  C A 7/2                               | TIME-WAIT    CLOSED?      close
+2us   C A 7/2                               | TIME-WAIT    CLOSED?      close duplicate-ack fate capture-duplicate
