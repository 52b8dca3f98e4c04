# SPDX-License-Identifier: MIT
title The SYNs cross
# RFC 9293 figure 7. tshark calls both SYN+ACKs retransmissions; they repeat the SYN's number by design.
expect 1 open simultaneous close reset closed_first server bytes 11/0 retransmissions 0
expect 1 zeek_state RSTR history SshHAaDr completeness 47
+0     C S 0 <mss 1460>                      | SYN-SENT     -            open - crossed 2
+5us   S S 0 <mss 1460>                      | SYN-RECEIVED? SYN-SENT     open - crossed 1
+10ms  S SA 0/1                              | SYN-RECEIVED? SYN-RECEIVED open
+5us   C SA 0/1                              | SYN-RECEIVED ESTABLISHED? open
+10ms  C A 1/1                               | SYN-RECEIVED? ESTABLISHED? open duplicate-ack
+5us   S A 1/1                               | ESTABLISHED  ESTABLISHED? data duplicate-ack
+10us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+1ms   S RA 1/12                             | CLOSED?      CLOSED       close
