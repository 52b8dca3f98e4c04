# SPDX-License-Identifier: MIT
title A late copy of the SYN is captured, and nothing that answers it
# It was captured behind what acknowledges it: an earlier copy arrived, or this one.
expect 1 open midstream close open closed_first none bytes 3/0 retransmissions 1
expect 1 zeek_state OTH history DaS completeness 12
+0     C PA 1/1 len 3                        | ESTABLISHED? -            data
+1ms   S A 1/4                               | ESTABLISHED? ESTABLISHED  data
+10ms  C S 0                                 | ESTABLISHED? ESTABLISHED  open retransmission fate unknown
+1ms   S A 1/4                               | ESTABLISHED? ESTABLISHED  data duplicate-ack
