# SPDX-License-Identifier: MIT
title The captures of both places are put together: each packet at its sender, and 10 ms later at its receiver
# From the client's FIN at the client to the server's at the server is no round trip, and all else
# between the two is none either.
expect 1 open 3-way close 3-segment closed_first client bytes 100/0 retransmissions 5
expect 1 zeek_state SF history ShADTaFf completeness 31
+0     C S 0 id 101 <mss 1460>               | SYN-SENT?    -            open - fate unknown
+10ms  C S 0 id 101 ttl 63 <mss 1460>        | SYN-SENT?    -            open retransmission fate capture-duplicate
+100us S SA 0/1 id 201 <mss 1460>            | ESTABLISHED? SYN-RECEIVED? open - fate unknown
+10ms  S SA 0/1 id 201 ttl 63 <mss 1460>     | ESTABLISHED? SYN-RECEIVED? open retransmission fate capture-duplicate
+100us C A 1/1 id 102                        | ESTABLISHED? ESTABLISHED? open
+100us C PA 1/1 len 100 id 103               | ESTABLISHED? ESTABLISHED? data - fate unknown
+9900us C A 1/1 id 102 ttl 63                | ESTABLISHED? ESTABLISHED? data - fate capture-duplicate
+100us C PA 1/1 len 100 id 103 ttl 63        | ESTABLISHED? ESTABLISHED? data retransmission fate capture-duplicate
+100us S A 1/101 id 202                      | ESTABLISHED? ESTABLISHED? data
+10ms  S A 1/101 id 202 ttl 63               | ESTABLISHED? ESTABLISHED? data duplicate-ack fate capture-duplicate
+100us C FA 101/1 id 104                     | FIN-WAIT-1?  CLOSE-WAIT?  close - fate unknown
+10ms  C FA 101/1 id 104 ttl 63              | FIN-WAIT-1?  CLOSE-WAIT?  close retransmission fate capture-duplicate
+100us S FA 1/102 id 203                     | TIME-WAIT?   LAST-ACK?    close - fate unknown
+10ms  S FA 1/102 id 203 ttl 63              | TIME-WAIT?   LAST-ACK?    close retransmission fate capture-duplicate
+100us C A 102/2 id 105                      | TIME-WAIT?   CLOSED?      close
+10ms  C A 102/2 id 105 ttl 63               | TIME-WAIT?   CLOSED?      close duplicate-ack fate capture-duplicate
