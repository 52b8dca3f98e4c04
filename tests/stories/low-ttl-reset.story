# SPDX-License-Identifier: MIT
title A RST with a low TTL dies on its way: both go on and close in order
ids
expect 1 open 3-way close 3-segment closed_first client bytes 300/900 retransmissions 0
expect 1 zeek_state RSTO history ShARDdFf completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+8ms   S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+1ms   C R 1 ttl 5                           | ESTABLISHED  ESTABLISHED? data
+9ms   C PA 1/1 len 300                      | ESTABLISHED  ESTABLISHED  data
+8ms   S PA 1/301 len 900                    | ESTABLISHED  ESTABLISHED  data
+20us  C A 301/901                           | ESTABLISHED  ESTABLISHED  data
+10ms  C FA 301/901                          | FIN-WAIT-1   CLOSE-WAIT   close
+8ms   S FA 901/302                          | TIME-WAIT    LAST-ACK     close
+20us  C A 302/902                           | TIME-WAIT    CLOSED?      close
