# SPDX-License-Identifier: MIT
title The capture begins with the third ACK: nothing tells it from an old connection
expect 1 open midstream close open closed_first none bytes 11/0 retransmissions 0
expect 1 zeek_state OTH history ADa completeness 12
+0     C A 1/1                               | ESTABLISHED? -            data
+50us  C PA 1/1 "hello world"                | ESTABLISHED? -            data
+5us   S A 1/12                              | ESTABLISHED? ESTABLISHED  data
