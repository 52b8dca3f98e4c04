# SPDX-License-Identifier: MIT
title TCP Fast Open: the server answers before the handshake is over
# RFC 7413 section 3: it may send data in SYN-RECEIVED; that does not make it established.
expect 1 open fast-open close 3-segment closed_first client bytes 11/11 retransmissions 0
expect 1 zeek_state SF history SDhdAFf completeness 31
+0     C S 0 "hello world" <mss 1460 tfo cookie12> | SYN-SENT     -            open
+30us  S SA 0/12 <mss 1460>                  | ESTABLISHED  SYN-RECEIVED open
+30us  S PA 1/12 "hello world"               | ESTABLISHED  SYN-RECEIVED data
+10us  C A 12/12                             | ESTABLISHED  ESTABLISHED? open
+20us  C FA 12/12                            | FIN-WAIT-1   CLOSE-WAIT   close
+90us  S FA 12/13                            | TIME-WAIT    LAST-ACK     close
+10us  C A 13/13                             | TIME-WAIT    CLOSED?      close
