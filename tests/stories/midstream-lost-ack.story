# SPDX-License-Identifier: MIT
title The capture begins with the last data before a close that it sees in part
expect 1 open midstream close one-fin closed_first none bytes 0/0 retransmissions 0
expect 1 zeek_state SH history Fa completeness 20
+0     C FA 1/1                              | FIN-WAIT-1?  -            close
+5us   S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT?  close
