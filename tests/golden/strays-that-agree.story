# SPDX-License-Identifier: MIT
title Strays that agree with each other, and whose connection goes on from its own numbers
# RFC 9293 section 3.10.7.4, first: their receivers drop them. Two of the server go on one from the
# other, and an ACK of each side names the numbers of the other one; yet the client goes on from 12,
# and the server acknowledges that: it had sent nothing beyond.
+0     C S 0
+30us  S SA 0/1
+10us  C A 1/1
+1us   C PA 1/1 "hello world"
+20us  S A 1/12
+100us S PA 900001/12 "forged"
+1us   S FPA 900007/12 "forged"
+5us   C A 900001/1
+5us   S A 1/900001
+100us C FA 12/1
+20us  S A 1/13
+40us  S FA 1/13
+10us  C A 13/2
