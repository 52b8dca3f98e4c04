# SPDX-License-Identifier: MIT
title A FIN below data that is none of its sender, which goes on in order
# The receiver keeps what lies in its window (RFC 9293 section 3.10.7.4); nothing comes behind a FIN
# (section 3.4), and its ACK, one beyond its number, is that of the FIN.
expect 1 open 3-way close 3-segment closed_first client bytes 17/0 retransmissions 1
expect 1 zeek_state SF history ShADaFf completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+20ms  S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+1ms   C PA 20001/1 "forged"                 | ESTABLISHED? ESTABLISHED? data lost-segment fate unknown
+20ms  S A 1/12                              | ESTABLISHED  ESTABLISHED  data duplicate-ack
+1s    C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close retransmission
+20ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+20us  C A 13/2                              | TIME-WAIT    CLOSED?      close
