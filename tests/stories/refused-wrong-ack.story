# SPDX-License-Identifier: MIT
title A RST that does not acknowledge the SYN is not taken
# RFC 9293 section 3.10.7.3: in SYN-SENT a RST counts only when its ACK is acceptable.
expect 1 open unanswered close none closed_first none bytes 0/0 retransmissions 1
expect 1 zeek_state REJ history SGr completeness 37
+0     C S 0                                 | SYN-SENT     -            open - fate unknown
+5us   S RA =0/700 win 0                     | SYN-SENT     -            open ack-lost-segment
+1s    C S 0                                 | SYN-SENT     -            open retransmission fate unknown
