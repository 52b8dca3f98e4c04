# SPDX-License-Identifier: MIT
title The capture begins with the ACK of the server's FIN; the FIN comes again behind it
# Its number lies below what that ACK expects (RFC 9293 section 3.4): it was sent before.
expect 1 open midstream close one-fin closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state SHR history Af completeness 20
+0     C A 1/501                             | ESTABLISHED? -            data - rel 1/1
+200ms S FA 500/1                            | CLOSE-WAIT?  FIN-WAIT-1?  close - rel 0/1 fate unknown
+20us  C A 1/501                             | CLOSE-WAIT?  FIN-WAIT-2?  close duplicate-ack rel 1/1
