# SPDX-License-Identifier: MIT
title link type ppp: the same lines as on every other link
link ppp
end C 127.0.0.1 48604 isn 826795163
end S 127.0.0.1 8079 isn 2753825882
+0 C S 0
+20us S SA 0/1
+20us C A 1/1
+1ms C PA 1/1 "hello world"
