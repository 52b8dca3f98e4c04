# SPDX-License-Identifier: MIT
title payloads that try to get out of a page
end C 127.0.0.1 48604
end S 127.0.0.1 8079
+0 C PA 1/1 "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
+1ms C PA 100/1 "<!--<script> ]]> </svg><text onclick='window.hacked=1'> \" ' ` &lt; &#x3c; ${1} \\u003c"
+1ms C PA 200/1 "\x00\x01\x1b[31m\x7f\r\n\t\xc2\x9b31m \xe2\x80\xae evil \xe2\x80\xa8 \xe2\x80\xa9 \xef\xbb\xbf \xe2\x80\x8b"
+1ms C PA 300/1 "{\"kind\":\"run\",\"run\":\"evil\"}\ndata: {\"kind\":\"end\"}\n\nid: 9\n\n你好 😀"
