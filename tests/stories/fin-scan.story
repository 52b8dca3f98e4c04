# SPDX-License-Identifier: MIT
title A lone FIN at a closed port
expect 1 open no-connection close none closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state RSTR history Fr completeness 36
+0     C F 1 win 1024                        | -            -            close
+200us S RA =0/2 win 0                       | -            -            open
