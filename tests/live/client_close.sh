#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The client against our server: what it says, and how it closes.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

connections=0
# EXPECTED-OUTPUT LEFT ARGUMENT...: what the client prints, and how the server sees it leave.
says() {
	local want=$1 left=$2
	shift 2
	connections=$((connections + 1))
	"$BIN/client" "$@" >"$TMP/client.out" 2>"$TMP/client.err"
	expect_status $? 0 "client $*"
	printf '%b' "$want" >"$TMP/want"
	expect_same "$TMP/want" "$TMP/client.out" "client $*"
	[[ ! -s $TMP/client.err ]] || fail "client $*: printed on standard error"
	await_line "$TMP/server.out" ' left: ' 60 "$connections" || fail "client $*: did not leave"
	tail -n 1 "$TMP/server.out" | grep -q " left: $left\$" || fail "client $*: not $left"
}

sent='sent 11 bytes to 127.0.0.1:8079: hello world\n'
same='received 11 bytes, the same: hello world\n'
start_server server --lang=en
says "$sent$same" 'FIN, 11 bytes received, 11 echoed' --lang=en --wait-echo
says '向 127.0.0.1:8079 发送 11 字节: hello world\n收到 11 字节, 与发送的相同: hello world\n' \
	'FIN, 11 bytes received, 11 echoed' --wait-echo
says "$sent$same" 'FIN, 11 bytes received, 11 echoed' --lang=en --wait-echo --close=half
says "$sent$same" 'RST, 11 bytes received, 11 echoed' --lang=en --wait-echo --close=reset
says 'sent 0 bytes to 127.0.0.1:8079: \n' 'FIN, 0 bytes received, 0 echoed' --lang=en -m ''
says '' 'FIN, 5 bytes received, 5 echoed' -q --wait-echo -m $'line\n'
stop server

# After its FIN it reads on, and gets what the mode gives.
connections=0
start_server server --lang=en --echo=bytes
says "${sent}received 11 bytes: hello world\n" 'FIN, 11 bytes received, 11 echoed' --lang=en --close=half
stop server
connections=0
start_server server --lang=en --echo=off
says "${sent}received 0 bytes: \n" 'FIN, 11 bytes received, 0 echoed' --lang=en --close=half
says "$sent" 'FIN, 11 bytes received, 0 echoed' --lang=en
stop server

# The largest message that a command line can hold, compared byte by byte.
start_server server -q
message=$(head -c 90000 /dev/urandom | base64 -w 0)
"$BIN/client" -q --wait-echo -m "$message" || fail "a message of ${#message} bytes"
stop server
