# SPDX-License-Identifier: MIT
title The first data of the capture lies below what was acknowledged already
expect 1 open midstream close open closed_first none bytes 200/0 retransmissions 1
expect 1 zeek_state OTH history ^aTDG completeness 12
+0     S A 1/501                             | -            ESTABLISHED? data - rel 1/1
+1ms   C PA 1/1 len 100                      | ESTABLISHED? ESTABLISHED? data spurious-retransmission rel 4294966797/1 fate unknown
+1ms   S A 1/501                             | ESTABLISHED? ESTABLISHED? data ack-lost-segment,duplicate-ack rel 1/1
+1ms   C PA 501/1 len 100                    | ESTABLISHED? ESTABLISHED? data lost-segment rel 1/1
+1ms   S A 1/601                             | ESTABLISHED? ESTABLISHED? data ack-lost-segment rel 1/101
