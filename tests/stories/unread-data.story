# SPDX-License-Identifier: MIT
title The client closes with bytes unread: RST instead of FIN
# RFC 9293 section 3.10.4 as corrected by RFC 2525 section 2.17.
expect 1 open 3-way close reset closed_first client bytes 11/11 retransmissions 0
expect 1 zeek_state RSTO history ShADadR completeness 47
+0     C S 0                                 | SYN-SENT     -            open
+30us  S SA 0/1                              | ESTABLISHED  SYN-RECEIVED open
+10us  C A 1/1                               | ESTABLISHED  ESTABLISHED? open
+50us  C PA 1/1 "hello world"                | ESTABLISHED  ESTABLISHED  data
+5us   S A 1/12                              | ESTABLISHED  ESTABLISHED  data
+20us  S PA 1/12 "hello world"               | ESTABLISHED  ESTABLISHED  data
+20us  C A 12/12                             | ESTABLISHED  ESTABLISHED  data
+20us  C RA 12/12                            | CLOSED       CLOSED?      close
