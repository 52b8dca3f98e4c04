# SPDX-License-Identifier: MIT
title A socket that is connected to itself aborts
end C 127.0.0.1 8079 isn 1000
end S 127.0.0.1 8079 isn 1000
expect 1 open simultaneous close reset closed_first client bytes 11/0 retransmissions 0
expect 1 zeek_state RSTO history SHADR completeness 47
+0     C S 0                                 | SYN-RECEIVED SYN-RECEIVED open - fate unknown
+10us  C SA 0/1                              | ESTABLISHED? ESTABLISHED? open
+10us  C A 1/1                               | ESTABLISHED? ESTABLISHED? data duplicate-ack
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   C A 12/12                             | ESTABLISHED  ESTABLISHED  data
+20us  C RA 12/12                            | CLOSED       CLOSED       close
