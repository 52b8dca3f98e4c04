# SPDX-License-Identifier: MIT
title Only FINs, without ACK: a FIN scan
expect 1 open no-connection close none closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state SH history F completeness 0
+0     C F 0                                 | -            -            close - rel 1/0
+1s    C F 0                                 | -            -            close retransmission rel 1/0
