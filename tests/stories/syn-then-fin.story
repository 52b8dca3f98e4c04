# SPDX-License-Identifier: MIT
title SYN and FIN, no answer seen
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state SH history SF completeness 21
+0     C S 0                                 | SYN-SENT     -            open
+10us  C FA 1/1                              | FIN-WAIT-1?  -            close
