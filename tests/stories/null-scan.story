# SPDX-License-Identifier: MIT
title No flag at all, then all of them: a scanner's segments
expect 1 open midstream close open closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state OTH history F completeness 0
+0     C - 0                                 | ESTABLISHED  ESTABLISHED  data - rel 1/0
+1s    C FPU 0                               | FIN-WAIT-1   CLOSE-WAIT   close - rel 1/0
