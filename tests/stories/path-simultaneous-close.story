# SPDX-License-Identifier: MIT
title At the client, a path of 30 ms: the FINs cross, and both ends wait 2 MSL
# The server's FIN cannot be an answer.
expect 1 open 3-way close simultaneous closed_first both bytes 0/0 retransmissions 0
expect 1 zeek_state SF history ShAFfa completeness 23
+0     C S 0                                 | SYN-SENT     -            open
+30ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1s    C FA 1/1                              | FIN-WAIT-1   ESTABLISHED  close - crossed 5
+4ms   S FA 1/1                              | CLOSING      FIN-WAIT-1   close - crossed 4
+20us  C A 2/2                               | CLOSING      TIME-WAIT?   close
+26ms  S A 2/2                               | TIME-WAIT?   TIME-WAIT?   close
