# SPDX-License-Identifier: MIT
title Payload that would like to be markup, a command or a control sequence
end C 127.0.0.1 40001 isn 11111
end S 127.0.0.1 8079 isn 22222
+0 C S 0
+10us S SA 0/1
+10us C A 1/1
+10us C PA 1/1 "</script><script>alert(1)</script>"
+10us S PA 1/35 "]]></text></svg><!-- & &amp; &#x41;"
+10us C PA 35/36 "' onload='x' \" onload=\"x\" \\"
+10us S PA 36/62 "a; b # c : d %% e %%{init: {}}%%"
+10us C PA 62/68 "\nNote over P1: x\r\n    end\nloop"
+10us S PA 68/92 "\x1b[2J\x1b]0;title\x07\x9b31m\x00\x7f"
+10us C PA 92/88 "\xe2\x80\xae evil \xe2\x80\x8b\xe2\x81\xa6 \xef\xbb\xbf \xef\xbf\xbe"
+10us S PA 88/115 "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe4\xbd\xa0\xe5\xa5\xbd \xff\xc0\x80 \xed\xa0\x80"
+10us C RA 115/111
