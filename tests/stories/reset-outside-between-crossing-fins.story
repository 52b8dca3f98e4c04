# SPDX-License-Identifier: MIT
title A RST far outside the window acknowledges the client's FIN, in the server's name, which goes on
# RFC 9293 section 3.10.7.4: the client drops it. The server's own FIN does not acknowledge the
# client's: that had not arrived, whatever the RST says (figure 13).
expect 1 open 3-way close simultaneous closed_first both bytes 5/0 retransmissions 0
expect 1 zeek_state RSTR history ShADFrfa completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+10ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10ms  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+10ms  C FA 6/1                              | FIN-WAIT-1   ESTABLISHED  close - crossed 7
+30us  S RA 900001/7                         | FIN-WAIT-1   ESTABLISHED  close
+10ms  S FA 1/6                              | CLOSING      FIN-WAIT-1   close - crossed 5
+10us  C A 7/2                               | CLOSING      TIME-WAIT?   close
+10ms  S A 2/7                               | TIME-WAIT?   TIME-WAIT?   close
