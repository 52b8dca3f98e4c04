# SPDX-License-Identifier: MIT
title A RST with the next number, behind which its side sends from that number on
expect 1 open 3-way close fin-then-reset closed_first client bytes 0/100 retransmissions 0
expect 1 zeek_state RSTR history ShAFardRf completeness 63
+0     C S 0                                 | SYN-SENT     -            open
+92ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+30us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10ms  C FA 1/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+92ms  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+30ms  S R 1                                 | CLOSED?      CLOSE-WAIT?  close
+90ms  S PA 1/2 len 100                      | CLOSED?      CLOSE-WAIT?  close
+100us C R 2                                 | CLOSED       CLOSE-WAIT   close
+300us S FA 101/2                            | CLOSED       LAST-ACK     close - fate unknown
+100us C R 2                                 | CLOSED       CLOSED?      close
