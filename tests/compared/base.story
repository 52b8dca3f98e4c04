# SPDX-License-Identifier: MIT
title Two messages of the client, and a close in three segments: what the edits begin with
+0     C S 0 <mss 1460 sackok nop ws 7>
+10ms  S SA 0/1 <mss 1460 sackok nop ws 7> win 65160
+20us  C A 1/1 win 512
+50us  C PA 1/1 len 500 win 512
+10ms  S A 1/501 win 512
+20ms  C PA 501/1 len 300 win 512
+20us  C PA 801/1 len 200 win 512
+10ms  S A 1/801 win 512
+20us  S A 1/1001 win 512
+20ms  C FA 1001/1 win 512
+10ms  S FA 1/1002 win 512
+20us  C A 1002/2 win 512
