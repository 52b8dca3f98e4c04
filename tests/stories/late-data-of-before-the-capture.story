# SPDX-License-Identifier: MIT
title What lies below all that was captured of its sender may be a late copy: it does not tell that the FIN had not come
expect 1 open midstream close one-fin closed_first server bytes 3/0 retransmissions 1
expect 1 zeek_state SHR history DafTA completeness 28
+0     C PA 11/1 len 3                       | ESTABLISHED  -            data - rel 1/1
+1ms   S A 1/14                              | ESTABLISHED  ESTABLISHED  data - rel 1/4
+1ms   S FA 1/14                             | ESTABLISHED? FIN-WAIT-1   close - rel 1/4
+1ms   C PA 1/1 len 10                       | ESTABLISHED  FIN-WAIT-1   close spurious-retransmission rel 4294967287/1 fate unknown
+1ms   S A 2/14                              | ESTABLISHED? FIN-WAIT-1   close duplicate-ack rel 2/4
+80ms  C A 14/2                              | CLOSE-WAIT   FIN-WAIT-2?  close - rel 4/2
