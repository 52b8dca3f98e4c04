# SPDX-License-Identifier: MIT
title A SYN with another number in an established connection changes nothing
# RFC 5961 section 4.2: it gets a challenge ACK, and the connection goes on with its numbers.
expect 1 open 3-way close 3-segment closed_first client bytes 10/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+100ms C S 777777 win 512                    | ESTABLISHED  ESTABLISHED  data reused-ports fate discarded
+10us  S A 1/6                               | ESTABLISHED  ESTABLISHED  data duplicate-ack
+100ms C PA 6/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10us  S A 1/11                              | ESTABLISHED  ESTABLISHED  data
+100ms C FA 11/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+10us  S FA 1/12                             | TIME-WAIT    LAST-ACK     close
+10us  C A 12/2                              | TIME-WAIT    CLOSED?      close
