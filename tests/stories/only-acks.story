# SPDX-License-Identifier: MIT
title Only ACKs
expect 1 open midstream close open closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state OTH history A completeness 4
+0     C A 1/1                               | ESTABLISHED? -            data
+1s    C A 1/1                               | ESTABLISHED? -            data duplicate-ack
+1s    C A 1/1                               | ESTABLISHED? -            data duplicate-ack
