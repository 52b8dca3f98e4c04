# SPDX-License-Identifier: MIT
title The client's FIN was not captured: its next number and the ACK of that tell of it
# RFC 9293 section 3.4: both have it. The data before it had come, then, with the FIN.
expect 1 open 3-way close one-fin closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state S3 history ShADGf completeness 31
+0     C S 0 id 100                          | SYN-SENT     -            open
+400us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1 id 101                        | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 len 11 id 102                | ESTABLISHED  ESTABLISHED  data
+400us S FA 1/13 id 200                      | FIN-WAIT-1?  LAST-ACK?    close ack-lost-segment
+20us  C A 13/2 id 104                       | TIME-WAIT?   LAST-ACK?    close lost-segment
