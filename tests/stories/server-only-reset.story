# SPDX-License-Identifier: MIT
title Only the server's segments: it accepts, then aborts
expect 1 open 3-way close reset closed_first server bytes 0/0 retransmissions 0
expect 1 zeek_state RSTRH history ^har completeness 38
+0     S SA 0/1                              | -            SYN-RECEIVED open
+50us  S A 1/12                              | -            ESTABLISHED? open
+90us  S RA 1/12                             | -            CLOSED       close
