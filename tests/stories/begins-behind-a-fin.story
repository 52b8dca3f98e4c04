# SPDX-License-Identifier: MIT
title The capture begins behind the client's FIN: whether it had closed is not seen
# The client sends no numbers here: its FIN may stand before the capture, then it is in TIME-WAIT
# and the server in LAST-ACK; or it has none, then CLOSE-WAIT and FIN-WAIT-2 (RFC 9293 figure 5).
expect 1 open midstream close one-fin closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state SHR history ^fA completeness 20
+0     S FA 1/1                              | -            FIN-WAIT-1?  close
+100us C A 1/2                               | CLOSE-WAIT?  FIN-WAIT-2?  close
