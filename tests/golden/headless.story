# SPDX-License-Identifier: MIT
title 48 bytes of each frame were captured: the TCP headers are cut, which is counted by name
snaplen 48
end C 127.0.0.1 48604
end S 127.0.0.1 8079
+0 C S 0
+20us S RA =0/1
