# SPDX-License-Identifier: MIT
title Only a RST: an end without a beginning
expect 1 open midstream close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state OTH history r completeness 32
+0     S R 5                                 | CLOSED       CLOSED       open - rel 1/0
