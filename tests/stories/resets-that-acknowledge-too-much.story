# SPDX-License-Identifier: MIT
title RSTs in the name of each side acknowledge far more than was sent: that is no evidence
# RFC 9293 section 3.10.7.4: of a RST only the SEQ is looked at. Here it is outside of the window.
expect 1 open 3-way close 4-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state RSTR history ShADaFgRGrf completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+1us   C RA 4294067295/900001                | FIN-WAIT-1   CLOSE-WAIT   close ack-lost-segment
+1us   S RA 4294067295/900013                | FIN-WAIT-1   CLOSE-WAIT   close ack-lost-segment
+40ms  S A 1/13                              | FIN-WAIT-2?  CLOSE-WAIT   close
+60ms  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
