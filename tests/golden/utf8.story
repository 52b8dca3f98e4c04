# SPDX-License-Identifier: MIT
title payloads that try to fool a terminal or its reader
end C 127.0.0.1 48604
end S 127.0.0.1 8079
# shown as they are: four scripts, an emoji, a combining accent
+0 C PA 1/1 "你好，мир, αβγ, naïve €, 😀, e\xcc\x81"
# C1 controls (a one-byte CSI among them), as UTF-8 and as bare bytes
+1ms C PA 100/1 "\xc2\x80\xc2\x85\xc2\x9b31m\xc2\x9f | \x9b31m"
# longer forms than need be: of /, NUL, U+07FF, U+FFFF
+1ms C PA 200/1 "\xc0\xaf \xc0\x80 \xe0\x9f\xbf \xf0\x8f\xbf\xbf \xf0\x80\x80\x8a"
# surrogates, alone and in pairs; beyond U+10FFFF; bytes that never occur
+1ms C PA 300/1 "\xed\xa0\x80 \xed\xbf\xbf \xed\xa0\xbd\xed\xb8\x80 \xf4\x90\x80\x80 \xf5\xff\xfe"
# bidirectional overrides, isolates and marks: evil.exe that looks like exe.live
+1ms C PA 400/1 "\xe2\x80\xaeexe.live\xe2\x80\xac \xe2\x81\xa6x\xe2\x81\xa9 \xe2\x80\x8f\xd8\x9c"
# zero-width and invisible: space, joiners, BOM, soft hyphen, fillers, variation selector, tag
+1ms C PA 500/1 "a\xe2\x80\x8bb\xe2\x80\x8dc\xef\xbb\xbfd\xc2\xade\xe3\x85\xa4f\xef\xb8\x8fg\xf3\xa0\x81\x81h"
# line and paragraph separators, noncharacters
+1ms C PA 600/1 "\xe2\x80\xa8 \xe2\x80\xa9 \xef\xbf\xbe \xef\xb7\x90 \xf0\x9f\xbf\xbf"
# cut off in the middle, and a wrong byte inside: the rest is shown again
+1ms C PA 700/1 "\xe4\xbd \xe4x \xf0\x9f\x98 ok \xe4\xbd"
# the characters that the escapes and the line itself are made of
+1ms C PA 800/1 "\\n is not \n, \\x41 is not A, | payload: \", \x1b[2J\x1b]0;owned\x07"
+1ms C PA 900/1 "one\ntcp报文 | 127.0.0.1:1-->127.0.0.1:2 | SYN: true\r\ttwo"
