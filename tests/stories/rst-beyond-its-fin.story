# SPDX-License-Identifier: MIT
title A RST lies behind the FIN of its side, where there are no numbers; the other side was not heard
# RFC 9293 section 3.4: nothing is sent behind a FIN, so nobody expects that number, and the close goes on.
expect 1 open midstream close 4-segment closed_first client bytes 0/0 retransmissions 0
expect 1 zeek_state SF history AFRaf completeness 52
+0     C A 1/1                               | ESTABLISHED? -            data
+10ms  C FA 1/1                              | FIN-WAIT-1   -            close
+10ms  C R 100                               | FIN-WAIT-1   -            close
+10ms  S A 1/2                               | FIN-WAIT-2?  CLOSE-WAIT   close
+10ms  S FA 1/2                              | TIME-WAIT    LAST-ACK     close
+10us  C A 2/2                               | TIME-WAIT    CLOSED?      close
