# SPDX-License-Identifier: MIT
title The clock is set an hour ahead before a SYN+ACK comes again: that measures no time
# No packet lives for an hour (RFC 9293 section 3.4.1), and no timer waits so long: nothing tells that
# the second SYN+ACK is the packet of the first. Its sender may still be in SYN-RECEIVED.
expect 1 open 3-way close 3-segment closed_first client bytes 11/0 retransmissions 1
expect 1 zeek_state SF history ShADFaf completeness 31
+0     C S 0 <mss 1460 sackok ts 1000 0>     | SYN-SENT     -            open
+20ms  S SA 0/1 <mss 1460 sackok ts 70 1000> | ESTABLISHED  SYN-RECEIVED open
+20us  C A 1/1 <ts 1020 70>                  | ESTABLISHED  ESTABLISHED? open
+3600s C PA 1/1 "hello world" <ts 1020 70>   | ESTABLISHED  ESTABLISHED? data
+100us C FA 12/1 <ts 1020 70>                | FIN-WAIT-1   ESTABLISHED? close
+100us S SA 0/1 <mss 1460 sackok ts 70 1000> | FIN-WAIT-1   ESTABLISHED? open retransmission fate discarded
+3us   C A 13/1 <ts 1020 70>                 | FIN-WAIT-1   ESTABLISHED? close duplicate-ack
+20ms  S A 1/12 <ts 91 1020>                 | FIN-WAIT-1   ESTABLISHED  close
+100us S FA 1/13 <ts 91 1020>                | TIME-WAIT    LAST-ACK     close
+10us  C A 13/2 <ts 1040 91>                 | TIME-WAIT    CLOSED?      close
