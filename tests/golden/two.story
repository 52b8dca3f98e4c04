# SPDX-License-Identifier: MIT
title two connections at the same time: each remark says whose phase is over
end C 127.0.0.1 40001 isn 11111
end S 127.0.0.1 8079 isn 22222
end C2 127.0.0.1 40002 isn 33333
end S2 127.0.0.1 8079 isn 44444
+0 C S 0
+10us S SA 0/1
+10us C2 S 0
+10us S2 SA 0/1
+10us C A 1/1
+10us C2 A 1/1
+10us C2 PA 1/1 "second"
+10us C PA 1/1 "first"
+10us S A 1/6
+10us S2 A 1/7
+60ms S PA 1/6 "first"
+10us C A 6/6
+1ms C FA 6/6
+44ms S A 6/7
+60ms S FA 6/7
+10us C A 7/7
+1s C2 FA 7/1
+10us S2 FA 1/8
+10us C2 A 8/2
