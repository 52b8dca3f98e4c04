# SPDX-License-Identifier: MIT
title No flag at all, then all of them: a scanner's segments
expect 1 open no-connection close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state SH history F completeness 0
+0     C - 0                                 | -            -            open - rel 1/0
+1s    C FPU 0                               | -            -            close - rel 1/0
