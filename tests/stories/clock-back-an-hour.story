# SPDX-License-Identifier: MIT
title The clock goes back an hour while a connection opens: no round trip is told
# Nor does data with a Fast Open SYN, captured behind the ACK of it, belong to another connection.
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 1
expect 1 zeek_state S1 history SDhaT completeness 15
+0     C S 0 "hello"                         | SYN-SENT     -            open
+20ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
-3600s S A 1/6                               | ESTABLISHED  ESTABLISHED  open
+1ms   C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data spurious-retransmission
