# SPDX-License-Identifier: MIT
title Refused, and the last try is not answered
expect 1 open refused close none closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state REJ history Sr completeness 37
+0     C S 0                                 | SYN-SENT     -            open
+5us   S RA =0/1 win 0                       | CLOSED?      CLOSED       open
+1s    C S 0                                 | SYN-SENT     CLOSED       open retransmission
