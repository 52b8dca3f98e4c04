# SPDX-License-Identifier: MIT
title resets: one connection is refused, one aborted, one reset after a FIN
end C 127.0.0.1 48604 isn 1000
end S 127.0.0.1 8079
end C2 127.0.0.1 48605 isn 2000
end S2 127.0.0.1 8079 isn 3000
end C3 127.0.0.1 48606 isn 4000
end S3 127.0.0.1 8079 isn 5000
+0 C S 0
+9us S RA =0/1
+1ms C2 S 0
+10us S2 SA 0/1
+10us C2 A 1/1
+90us C2 PA 1/1 "hello world"
+10us S2 A 1/12
+1ms C2 RA 12/1
+1ms C3 S 0
+10us S3 SA 0/1
+10us C3 A 1/1
+90us C3 PA 1/1 "hello world"
+10us S3 A 1/12
+1ms C3 FA 12/1
+40ms S3 A 1/13
+1ms S3 PA 1/13 "hello world"
+10us C3 R 13
