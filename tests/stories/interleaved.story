# SPDX-License-Identifier: MIT
title Three connections at once, one IPv6-free client
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history Sr completeness 37
expect 2 open 3-way close 3-segment closed_first client bytes 3/0 retransmissions 0
expect 2 zeek_state SF history ShADaFf completeness 31
expect 3 open 3-way close 3-segment closed_first server bytes 5/0 retransmissions 0
expect 3 zeek_state SF history ShADafF completeness 31
+0     C S 0                                 | SYN-SENT     -            open
+1us   C2 S 0                                | SYN-SENT     -            open
+1us   C3 S 0                                | SYN-SENT     -            open
+30us  S2 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+1us   S RA =0/1 win 0                       | CLOSED?      CLOSED       open
+1us   S3 SA 0/1                             | ESTABLISHED  SYN-RECEIVED open
+10us  C3 A 1/1                              | ESTABLISHED  ESTABLISHED? open
+1us   C2 A 1/1                              | ESTABLISHED  ESTABLISHED? open
+50us  C2 PA 1/1 "two"                       | ESTABLISHED  ESTABLISHED  data
+1us   C3 PA 1/1 "three"                     | ESTABLISHED  ESTABLISHED  data
+5us   S2 A 1/4                              | ESTABLISHED  ESTABLISHED  data
+1us   S3 A 1/6                              | ESTABLISHED  ESTABLISHED  data
+20us  C2 FA 4/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+1us   S3 FA 1/6                             | CLOSE-WAIT   FIN-WAIT-1   close
+90us  S2 FA 1/5                             | TIME-WAIT    LAST-ACK     close
+1us   C3 FA 6/2                             | LAST-ACK     TIME-WAIT    close
+10us  C2 A 5/2                              | TIME-WAIT    CLOSED?      close
+1us   S3 A 2/7                              | CLOSED?      TIME-WAIT    close
