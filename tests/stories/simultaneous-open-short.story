# SPDX-License-Identifier: MIT
title The SYNs cross, one SYN+ACK is enough
expect 1 open simultaneous close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history SsHar completeness 39
+0     C S 0                                 | SYN-SENT     -            open - crossed 2
+5us   S S 0                                 | SYN-RECEIVED SYN-SENT?    open - crossed 1
+10ms  C SA 0/1                              | SYN-RECEIVED SYN-SENT?    open
+10ms  S A 1/1                               | ESTABLISHED? ESTABLISHED? open
+10us  S RA 1/1                              | CLOSED?      CLOSED       close
