# SPDX-License-Identifier: MIT
title IPv6: the shortest form of each address (RFC 5952), in brackets
end C 2001:db8:0:0:1:0:0:1 48604 isn 4294967290
end S ::1 8079 isn 4294967295
+0 C S 0
+20us S SA 0/1
+20us C A 1/1
+1ms C PA 1/1 "over IPv6, and the numbers wrap"
+20us S A 1/32
+1ms C FA 32/1
+50us S FA 1/33
+20us C A 33/2
