# SPDX-License-Identifier: MIT
title Only a RST: an end without a beginning
expect 1 open no-connection close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTRH history ^r completeness 32
+0     S R 5                                 | -            -            open - rel 1/0
