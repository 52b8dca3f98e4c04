# SPDX-License-Identifier: MIT
title Two customers with the same addresses and ports, in a VLAN each
vlans
end C 192.0.2.1 48604
end S 192.0.2.2 8079
end C2 192.0.2.1 48604
end S2 192.0.2.2 8079
expect 1 open 3-way close open closed_first none bytes 5/0 retransmissions 0
expect 1 zeek_state S1 history ShADa completeness 15
expect 2 open refused close none closed_first none bytes 0/0 retransmissions 0
expect 2 zeek_state REJ history Sr completeness 37
+0     C S 0 vlan 10                         | SYN-SENT     -            open
+1ms   C2 S 0 vlan 20                        | SYN-SENT     -            open
+9ms   S SA 0/1 vlan 10                      | ESTABLISHED  SYN-RECEIVED open
+1ms   S2 RA =0/1 vlan 20                    | CLOSED?      CLOSED       open
+10ms  C A 1/1 vlan 10                       | ESTABLISHED  ESTABLISHED? open
+1ms   C PA 1/1 "hello" vlan 10              | ESTABLISHED  ESTABLISHED  data
+10ms  S A 1/6 vlan 10                       | ESTABLISHED  ESTABLISHED  data
