# SPDX-License-Identifier: MIT
title The capture begins with a segment of the lower port: the higher one is called client all the same
expect 1 open midstream close reset closed_first client bytes 0/7 retransmissions 0
expect 1 zeek_state RSTOS0 history ^dAR completeness 44
+0     S PA 1/1 "welcome"                    | -            ESTABLISHED? data
+5us   C A 1/8                               | ESTABLISHED  ESTABLISHED? data
+20us  C RA 1/8                              | CLOSED       CLOSED?      close
