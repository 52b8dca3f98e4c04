# SPDX-License-Identifier: MIT
title The capture begins behind the client's FIN, of which a late copy comes behind the server's
# The server's FIN acknowledges it, and left behind it: they did not cross, whatever the copy lacks.
expect 1 open midstream close 3-segment closed_first client bytes 0/0 retransmissions 1
expect 1 zeek_state SF history ^afAF completeness 20
+0     S A 1/1 <ts 100 50>                   | -            ESTABLISHED? data
+4ms   S FA 1/2 <ts 104 51>                  | -            FIN-WAIT-1?  close
+69ms  C A 2/2 <ts 142 104>                  | CLOSE-WAIT?  FIN-WAIT-2?  close
+210ms C FA 1/1 <ts 51 99>                   | LAST-ACK?    TIME-WAIT?   close retransmission fate unknown
