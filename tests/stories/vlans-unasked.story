# SPDX-License-Identifier: MIT
title Two customers with the same addresses and ports: their SYNs have different VLAN tags, and nobody asked for VLANs
end C 192.0.2.1 48604
end S 192.0.2.2 8079
end C2 192.0.2.1 48604
end S2 192.0.2.2 8079
expect 1 open 3-way close 3-segment closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state SF history ShADaFf completeness 31
expect 2 open 3-way close reset closed_first server bytes 0/7 retransmissions 0
expect 2 zeek_state RSTR history ShAdr completeness 47
+0     C S 0 vlan 10                         | SYN-SENT     -            open
+9ms   S SA 0/1 vlan 10                      | ESTABLISHED  SYN-RECEIVED open
+10ms  C A 1/1 vlan 10                       | ESTABLISHED  ESTABLISHED? open
+1ms   C2 S 0 vlan 20                        | SYN-SENT     -            open reused-ports
+1ms   C PA 1/1 "hello" vlan 10              | ESTABLISHED  ESTABLISHED  data
+8ms   S2 SA 0/1 vlan 20                     | ESTABLISHED  SYN-RECEIVED open
+2ms   S A 1/6 vlan 10                       | ESTABLISHED  ESTABLISHED  data
+1ms   C2 A 1/1 vlan 20                      | ESTABLISHED  ESTABLISHED  open
+3ms   C FA 6/1 vlan 10                      | FIN-WAIT-1   CLOSE-WAIT   close
+3ms   S2 PA 1/1 "goodbye" vlan 20           | ESTABLISHED  ESTABLISHED  data
+7ms   S FA 1/7 vlan 10                      | TIME-WAIT    LAST-ACK     close
+2ms   C2 A 1/8 vlan 20                      | ESTABLISHED  ESTABLISHED  data
+1ms   C A 7/2 vlan 10                       | TIME-WAIT    CLOSED?      close
+60ms  S2 RA 8/1 vlan 20                     | CLOSED?      CLOSED       close
