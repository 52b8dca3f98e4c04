# SPDX-License-Identifier: MIT
title The capture begins with the ACK of a FIN, which is lost: the FIN comes again
# What was acknowledged is sent again by who may have closed: the client may be in TIME-WAIT.
expect 1 open midstream close one-fin closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state SHR history Af completeness 20
+0     C A 1/1                               | ESTABLISHED? -            data
+270ms S FA 0/1                              | CLOSE-WAIT?  FIN-WAIT-1?  close - fate unknown
+20us  C A 1/1                               | CLOSE-WAIT?  FIN-WAIT-2?  close duplicate-ack
