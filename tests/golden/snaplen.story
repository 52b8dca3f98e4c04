# SPDX-License-Identifier: MIT
title 60 bytes of each frame were captured: 54 of headers, 6 of payload
snaplen 60
end C 127.0.0.1 48604 isn 826795163
end S 127.0.0.1 8079 isn 2753825882
+0 C S 0
+20us S SA 0/1
+20us C A 1/1
+1ms C PA 1/1 "hello world"
+20us S A 1/12
