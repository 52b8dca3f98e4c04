# SPDX-License-Identifier: MIT
"""slow_visitors.py PORT COUNT: so many connections to the view, which say nothing or begin a request
and do not end it, at the same time as far as the limit of descriptors allows; and in between somebody
who asks for the page, and must get it."""

import collections
import resource
import socket
import sys

ADDRESS = ("127.0.0.1", int(sys.argv[1]))
COUNT = int(sys.argv[2])


def page_is_served():
    with socket.create_connection(ADDRESS, timeout=60) as peer:
        peer.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % ADDRESS[1])
        answer = b""
        while piece := peer.recv(65536):
            answer += piece
    return answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"</html>\n")


def main():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = min(COUNT + 100, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    open_ = collections.deque()
    for number in range(COUNT):
        if len(open_) > most - 50:
            open_.popleft().close()
        open_.append(socket.create_connection(ADDRESS, timeout=60))
        if number % 2:
            open_[-1].send(b"GET / HTTP/1.1\r\nHo")
        if number % 1000 == 999 and not page_is_served():
            return 1
    return 0 if page_is_served() else 1


sys.exit(main())
