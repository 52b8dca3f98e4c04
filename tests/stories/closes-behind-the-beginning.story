# SPDX-License-Identifier: MIT
title The capture begins with a FIN; the other one had been sent before what is captured first
expect 1 open midstream close 3-segment closed_first server bytes 0/0 retransmissions 1
expect 1 zeek_state SF history ^fAFa completeness 20
+0     S FA 1/1                              | -            FIN-WAIT-1   close
+200us C A 2/2                               | LAST-ACK?    FIN-WAIT-2?  close
+70ms  C FA 1/2                              | LAST-ACK?    TIME-WAIT?   close retransmission fate unknown
+100us S A 2/2                               | CLOSED?      TIME-WAIT?   close
