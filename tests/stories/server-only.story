# SPDX-License-Identifier: MIT
title Only the server's segments were captured
expect 1 open 3-way close open closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state SHR history ^haf completeness 22
+0     S SA 0/1                              | -            SYN-RECEIVED open
+50us  S A 1/12                              | -            ESTABLISHED? open
+90us  S FA 1/13                             | -            FIN-WAIT-1?  close
