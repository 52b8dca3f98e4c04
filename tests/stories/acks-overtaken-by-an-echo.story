# SPDX-License-Identifier: MIT
title Two ACKs of the server come behind its data, which was sent later
# RFC 7323: by their timestamps both were sent before that, so neither tells that the client's FIN
# had not arrived; the second is not younger for standing behind the first.
expect 1 open 3-way close one-fin closed_first client bytes 200/11 retransmissions 0
expect 1 zeek_state S2 history ShADdFa completeness 31
+0     C S 0 <mss 1460 sackok ts 700 0>      | SYN-SENT     -            open
+75ms  S SA 0/1 <mss 1460 sackok ts 10 700>  | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1 <ts 770 10>                   | ESTABLISHED  ESTABLISHED? open
+500us C PA 1/1 len 100 <ts 770 10>          | ESTABLISHED  ESTABLISHED  data
+10us  C PA 101/1 len 100 <ts 770 10>        | ESTABLISHED  ESTABLISHED  data
+73ms  S PA 1/201 len 11 <ts 93 770>         | ESTABLISHED  ESTABLISHED  data
+20us  C A 201/12 <ts 843 93>                | ESTABLISHED  ESTABLISHED  data
+300us C FA 201/12 <ts 844 93>               | FIN-WAIT-1   CLOSE-WAIT   close
+250us S A 12/101 <ts 92 770>                | FIN-WAIT-1   CLOSE-WAIT   close
+300us S A 12/201 <ts 92 770>                | FIN-WAIT-1   CLOSE-WAIT   close
+110ms S A 12/202 <ts 209 844>               | FIN-WAIT-2?  CLOSE-WAIT   close
