# SPDX-License-Identifier: MIT
title A lone ACK, answered with a RST of its number: there is no such connection
# RFC 9293 section 3.10.7.1.
expect 1 open no-connection close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTRH history Ar completeness 36
+0     C A 1/1 win 1024                      | -            -            data
+200us S R 1 win 0                           | -            -            close
