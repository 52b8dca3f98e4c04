# SPDX-License-Identifier: MIT
title A copy of an ACK comes behind a RST; between the two an older one came
# Nothing tells it from the last ACK that was sent, so it does not tell that the RST had not come.
expect 1 open 3-way close 4-segment closed_first client bytes 0/0 retransmissions 1
expect 1 zeek_state SF history ShFafAr completeness 55
+0     C S 0 <mss 1440 sackok ts 100 0>      | SYN-SENT     -            open
+20us  S SA 0/1 <mss 1440 sackok ts 10 100>  | ESTABLISHED  SYN-RECEIVED open
+4ms   C FA 1/1 <ts 101 10>                  | FIN-WAIT-1   CLOSE-WAIT   close
+4ms   S A 1/2 <ts 18 101>                   | FIN-WAIT-2?  CLOSE-WAIT   close
+200us S FA 1/2 <ts 18 101>                  | TIME-WAIT?   LAST-ACK     close
+208ms S FA 1/2 <ts 226 101>                 | TIME-WAIT    LAST-ACK     close retransmission
+5ms   C A 2/2 <ts 525 18>                   | TIME-WAIT    CLOSED?      close
+36ms  C A 2/2 <ts 109 18>                   | TIME-WAIT    CLOSED?      close duplicate-ack
+20us  S R 2                                 | CLOSED?      CLOSED       close
+560ms C A 2/2 <ts 525 18>                   | CLOSED?      CLOSED       close duplicate-ack
+20us  S R 2                                 | CLOSED?      CLOSED       close
