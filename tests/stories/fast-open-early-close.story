# SPDX-License-Identifier: MIT
title TCP Fast Open: the server answers and closes before the third ACK
# RFC 9293 section 3.10.4: CLOSE in SYN-RECEIVED with data sent goes to FIN-WAIT-1.
expect 1 open fast-open close 4-segment closed_first server bytes 11/11 retransmissions 0
expect 1 zeek_state SF history SDhdfAFa completeness 31
+0     C S 0 "hello world" <mss 1460 tfo cookie12> | SYN-SENT     -            open
+30us  S SA 0/12 <mss 1460>                  | ESTABLISHED  SYN-RECEIVED open
+30us  S FPA 1/12 "hello world"              | CLOSE-WAIT?  FIN-WAIT-1   close
+10us  C A 12/13                             | CLOSE-WAIT   FIN-WAIT-2?  close
+20us  C FA 12/13                            | LAST-ACK     TIME-WAIT    close
+10us  S A 13/13                             | CLOSED?      TIME-WAIT    close
