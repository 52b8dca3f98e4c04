# SPDX-License-Identifier: MIT
title The capture begins behind the opening, and the SYN+ACK comes once more, late
# Its numbers lie behind those of both sides: it opens no other connection.
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state OTH history ^ahA completeness 6
+0     S A 3/9                               | -            ESTABLISHED? data - rel 1/1
+200ms S SA 0/1                              | -            ESTABLISHED? open reused-ports,retransmission rel 0/4294967289 fate unknown
+20us  C A 9/3                               | ESTABLISHED? ESTABLISHED? data - rel 1/3
