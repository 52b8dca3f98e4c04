# SPDX-License-Identifier: MIT
title The client's FIN, its first word behind the SYN+ACK, was not captured
# RFC 9293 section 3.10.4: who closes in SYN-SENT sends no FIN. It was answered, and had closed first.
expect 1 open 3-way close one-fin closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state S3 history ShGfA completeness 23
+0     C S 0 id 100                          | SYN-SENT     -            open
+400us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+1ms   S FA 1/2 id 200                       | FIN-WAIT-1?  LAST-ACK?    close ack-lost-segment fate lost-or-answer
+300ms S FA 1/2 id 201                       | FIN-WAIT-1?  LAST-ACK?    close retransmission fate unknown
+400us C A 2/2 id 101                        | TIME-WAIT?   LAST-ACK?    close lost-segment
