# SPDX-License-Identifier: MIT
title After the close another copy of the SYN comes to the listener, which answers it
# RFC 9293 section 3.10.7.4: the client, in TIME-WAIT, answers the SYN+ACK with its last ACK, in the
# numbers of the older connection; figure 9: the listener refuses that with a RST.
end C 192.0.2.1 48604 isn 900000
end S 192.0.2.2 8079 isn 1700000
end C2 192.0.2.1 48604 isn 900000
end S2 192.0.2.2 8079 isn 88000000
expect 1 open 3-way close 3-segment closed_first client bytes 5/0 retransmissions 0
expect 1 zeek_state SF history ShADaFfr completeness 63
expect 2 open no-connection close none closed_first none bytes 0/0 retransmissions 1
expect 2 zeek_state RSTO history ^hR completeness 34
+0     C S 0                                 | SYN-SENT     -            open
+30ms  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+10us  C PA 1/1 "hello"                      | ESTABLISHED  ESTABLISHED  data
+30ms  S A 1/6                               | ESTABLISHED  ESTABLISHED  data
+10us  C FA 6/1                              | FIN-WAIT-1   CLOSE-WAIT   close
+30ms  S FA 1/7                              | TIME-WAIT    LAST-ACK     close
+10us  C A 7/2                               | TIME-WAIT    CLOSED?      close
+400ms S2 SA 0/1                             | -            -            open reused-ports fate unknown
+10us  C A 7/2                               | TIME-WAIT    CLOSED?      close duplicate-ack
+30ms  S R 2 win 0                           | CLOSED?      CLOSED       close
+1s    S2 SA 0/1                             | -            -            open retransmission fate unknown
+10us  C2 R 1 win 0                          | -            -            open
