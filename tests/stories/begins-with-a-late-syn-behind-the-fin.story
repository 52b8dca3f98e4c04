# SPDX-License-Identifier: MIT
title The capture begins behind the client's FIN, with a late copy of its SYN
# The server acknowledges what was not captured: a byte and the FIN. Nothing that was captured has numbers
# of the client: whether the server has its FIN is not known.
expect 1 open midstream close open closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state OTH history SGaAtd completeness 13
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open - fate unknown
+10us  S A 13/3                              | SYN-SENT?    -            open ack-lost-segment rel 1/3
+60ms  C A 3/1                               | ESTABLISHED? -            open lost-segment rel 3/4294967285
+15us  S PA 1/3 len 11                       | ESTABLISHED? ESTABLISHED? data retransmission rel 4294967285/3 fate unknown
