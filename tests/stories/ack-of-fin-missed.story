# SPDX-License-Identifier: MIT
title The ACK of the FIN was not captured: the FIN is not sent again for seconds
# The server's identification skips one number. A round trip of 400 us: no FIN waits for 3 s.
expect 1 open 3-way close 3-segment closed_first client bytes 3/3 retransmissions 0
expect 1 zeek_state SF history ShADdFf completeness 31
+0     C S 0 id 700                          | SYN-SENT     -            open
+400us S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1 id 701                        | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "get" id 702                 | ESTABLISHED  ESTABLISHED  data
+500us S PA 1/4 "got" id 9000                | ESTABLISHED  ESTABLISHED  data
+30us  C A 4/4 id 703                        | ESTABLISHED  ESTABLISHED  data
+5ms   C FA 4/4 id 704                       | FIN-WAIT-1   CLOSE-WAIT   close
+3s    S FA 4/5 id 9002                      | TIME-WAIT    LAST-ACK     close
+30us  C A 5/5 id 705                        | TIME-WAIT    CLOSED?      close
