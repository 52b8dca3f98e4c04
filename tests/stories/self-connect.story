# SPDX-License-Identifier: MIT
title A socket connects to itself
# RFC 9293 section 3.5: it is a simultaneous open, of which both ends are one. Both close with the same FIN.
end C 127.0.0.1 8079 isn 1000
end S 127.0.0.1 8079 isn 1000
expect 1 open simultaneous close simultaneous closed_first both bytes 11/0 retransmissions 0
expect 1 zeek_state SF history SHADF completeness 31
+0     C S 0                                 | SYN-RECEIVED SYN-RECEIVED open - fate unknown
+10us  C SA 0/1                              | ESTABLISHED? ESTABLISHED? open
+10us  C A 1/1                               | ESTABLISHED? ESTABLISHED? data duplicate-ack
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   C A 12/12                             | ESTABLISHED  ESTABLISHED  data
+20us  C FA 12/12                            | CLOSING      CLOSING      close
+10us  C A 13/13                             | TIME-WAIT?   TIME-WAIT?   close
