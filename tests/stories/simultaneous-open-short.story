# SPDX-License-Identifier: MIT
title Two SYNs, one SYN+ACK: that they crossed is not known of the one that it repeats
expect 1 open simultaneous close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history SsHar completeness 39
+0     C S 0                                 | SYN-SENT     -            open - fate unknown
+5us   S S 0                                 | SYN-RECEIVED SYN-SENT?    open
+10ms  C SA 0/1                              | SYN-RECEIVED SYN-SENT?    open
+10ms  S A 1/1                               | ESTABLISHED? ESTABLISHED? open
+10us  S RA 1/1                              | CLOSED?      CLOSED       close
