# SPDX-License-Identifier: MIT
title The capture begins with a RST whose number its receiver has passed: it did not take that
# Who is in SYN-SENT sends such a RST, too, in answer to an ACK that is not for its SYN (RFC 9293
# section 3.10.7.3): it proves no state.
expect 1 open midstream close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history RGar completeness 36
+0     C R 1                                 | CLOSED?      -            open
+10ms  S A 1/500                             | CLOSED?      ESTABLISHED? open ack-lost-segment
+10ms  S RA 1/500                            | CLOSED?      CLOSED       open
