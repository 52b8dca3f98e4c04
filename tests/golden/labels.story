# SPDX-License-Identifier: MIT
title what is remarkable about each connection: a loss, a shut window, nothing, ports used again
end C 192.0.2.1 40001 isn 11111
end S 192.0.2.9 8079 isn 22222
end C2 192.0.2.1 40002 isn 33333
end S2 192.0.2.9 8079 isn 44444
end C3 192.0.2.1 40003 isn 55555
end S3 192.0.2.9 8079 isn 66666
end C4 192.0.2.1 40001 isn 77777777
end S4 192.0.2.9 8079 isn 88888
+0 C S 0
+10ms S SA 0/1
+10ms C A 1/1
+1ms C PA 1/1 len 100
+1ms C PA 101/1 len 100
+1ms C PA 201/1 len 100
+10ms S A 1/101
+1ms S A 1/101
+1ms S A 1/101
+1ms C PA 101/1 len 100
+10ms S A 1/301
+300ms C PA 301/1 len 50
+400ms C PA 301/1 len 50
+10ms S A 1/351
+1ms C2 S 0
+10ms S2 SA 0/1
+10ms C2 A 1/1
+1ms C2 PA 1/1 len 100
+1ms S2 A 1/101 win 0
+200ms C2 A 101/1 len 1
+10ms S2 A 1/101 win 0
+100ms S2 A 1/101
+1ms C2 PA 101/1 len 100
+10ms S2 A 1/201
+1ms C3 S 0
+10ms S3 SA 0/1
+10ms C3 A 1/1
+1ms C3 FA 1/1
+10ms S3 FA 1/2
+10ms C3 A 2/2
+1ms C4 S 0
+10ms S4 SA 0/1
+10ms C4 A 1/1
+1ms C4 PA 101/1 len 100
+10ms S4 A 1/201
+10ms C4 R 201/0
