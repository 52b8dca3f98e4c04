# SPDX-License-Identifier: MIT
title TCP Fast Open: the SYN is captured behind the SYN+ACK that acknowledges its data
expect 1 open fast-open close 3-segment closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state SF history ^hSDAFf completeness 22
+0     S SA 0/12 <mss 1460>                  | -            SYN-RECEIVED open - rel 0/1
+30us  C S 0 "hello world" <mss 1460 tfo cookie12> | SYN-SENT     SYN-RECEIVED open reused-ports
+10us  C A 12/1                              | ESTABLISHED  ESTABLISHED? open
+20us  C FA 12/1                             | FIN-WAIT-1   CLOSE-WAIT   close
+90us  S FA 1/13                             | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2                              | TIME-WAIT    CLOSED?      close
