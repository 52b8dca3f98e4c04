# SPDX-License-Identifier: MIT
title A SYN is captured behind the RST that answers it
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state REJ history ^rS completeness 36
+0     S RA 0/1                              | -            CLOSED       open - rel 1/1
+50us  C S 0                                 | SYN-SENT     CLOSED       open - fate unknown
