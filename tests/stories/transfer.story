# SPDX-License-Identifier: MIT
title A longer transfer: requests and answers of several segments
expect 1 open 3-way close 3-segment closed_first client bytes 200/2000 retransmissions 0
expect 1 zeek_state SF history ShADdFf completeness 31
+0     C S 0 <mss 1460 sackok ws 3>          | SYN-SENT     -            open
+2ms   S SA 0/1 <mss 1460 sackok ws 3>       | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1 win 8192                      | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 len 40 win 8192              | ESTABLISHED  ESTABLISHED  data
+2ms  S A 1/41 len 100 win 8192              | ESTABLISHED  ESTABLISHED  data
+20us  S A 101/41 len 100 win 8192           | ESTABLISHED  ESTABLISHED  data
+10us  C A 41/201 win 8192                   | ESTABLISHED  ESTABLISHED  data
+20us  S A 201/41 len 100 win 8192           | ESTABLISHED  ESTABLISHED  data
+20us  S PA 301/41 len 100 win 8192          | ESTABLISHED  ESTABLISHED  data
+10us  C A 41/401 win 8192                   | ESTABLISHED  ESTABLISHED  data
+1ms   C PA 41/401 len 40 win 8192           | ESTABLISHED  ESTABLISHED  data
+2ms  S A 401/81 len 100 win 8192            | ESTABLISHED  ESTABLISHED  data
+20us  S A 501/81 len 100 win 8192           | ESTABLISHED  ESTABLISHED  data
+10us  C A 81/601 win 8192                   | ESTABLISHED  ESTABLISHED  data
+20us  S A 601/81 len 100 win 8192           | ESTABLISHED  ESTABLISHED  data
+20us  S PA 701/81 len 100 win 8192          | ESTABLISHED  ESTABLISHED  data
+10us  C A 81/801 win 8192                   | ESTABLISHED  ESTABLISHED  data
+1ms   C PA 81/801 len 40 win 8192           | ESTABLISHED  ESTABLISHED  data
+2ms  S A 801/121 len 100 win 8192           | ESTABLISHED  ESTABLISHED  data
+20us  S A 901/121 len 100 win 8192          | ESTABLISHED  ESTABLISHED  data
+10us  C A 121/1001 win 8192                 | ESTABLISHED  ESTABLISHED  data
+20us  S A 1001/121 len 100 win 8192         | ESTABLISHED  ESTABLISHED  data
+20us  S PA 1101/121 len 100 win 8192        | ESTABLISHED  ESTABLISHED  data
+10us  C A 121/1201 win 8192                 | ESTABLISHED  ESTABLISHED  data
+1ms   C PA 121/1201 len 40 win 8192         | ESTABLISHED  ESTABLISHED  data
+2ms  S A 1201/161 len 100 win 8192          | ESTABLISHED  ESTABLISHED  data
+20us  S A 1301/161 len 100 win 8192         | ESTABLISHED  ESTABLISHED  data
+10us  C A 161/1401 win 8192                 | ESTABLISHED  ESTABLISHED  data
+20us  S A 1401/161 len 100 win 8192         | ESTABLISHED  ESTABLISHED  data
+20us  S PA 1501/161 len 100 win 8192        | ESTABLISHED  ESTABLISHED  data
+10us  C A 161/1601 win 8192                 | ESTABLISHED  ESTABLISHED  data
+1ms   C PA 161/1601 len 40 win 8192         | ESTABLISHED  ESTABLISHED  data
+2ms  S A 1601/201 len 100 win 8192          | ESTABLISHED  ESTABLISHED  data
+20us  S A 1701/201 len 100 win 8192         | ESTABLISHED  ESTABLISHED  data
+10us  C A 201/1801 win 8192                 | ESTABLISHED  ESTABLISHED  data
+20us  S A 1801/201 len 100 win 8192         | ESTABLISHED  ESTABLISHED  data
+20us  S PA 1901/201 len 100 win 8192        | ESTABLISHED  ESTABLISHED  data
+10us  C A 201/2001 win 8192                 | ESTABLISHED  ESTABLISHED  data
+1ms   C FA 201/2001 win 8192                | FIN-WAIT-1   CLOSE-WAIT   close
+2ms   S FA 2001/202 win 8192                | TIME-WAIT    LAST-ACK     close
+20us  C A 202/2002 win 8192                 | TIME-WAIT    CLOSED?      close
