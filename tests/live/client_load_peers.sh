#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Load mode tells the truth about a peer that refuses, vanishes, stops, answers short or wrong; and
# about what this machine lacks.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

# ARGUMENT...: the client fails.
fails() {
	timeout 60 "$BIN/client" --lang=en "$@" >"$TMP/client.out" 2>"$TMP/client.err"
	expect_status $? 1 "client $*"
	[[ $(wc -l <"$TMP/client.err") -eq 1 ]] || fail "client $*: not one line on standard error"
}

# LINE: what it said on standard error, without its name.
complains() {
	echo "client: $1" >"$TMP/want"
	expect_same "$TMP/want" "$TMP/client.err" complaint
}

# LINE: of the report.
reports() {
	grep -qxF "$1" "$TMP/client.out" || fail "the report does not say '$1'"
}

# Nobody listens; nobody is there.
fails --connections=10 --requests=1000
complains "cannot connect to 127.0.0.1:8079 or [::1]:8079: Connection refused: is the server \
running? start it with build/bin/server"
[[ ! -s $TMP/client.out ]] || fail "a report of nothing"
fails --connections=10 --requests=1000 --json
grep -q '"end":"unreached".*"failed":1,.*"refused":1,' "$TMP/client.out" || fail "JSON of nothing"
ip route add 192.0.2.7 dev lo || skip "no route can be set here"
fails --requests=10 --timeout=1 -H 192.0.2.7
grep -q '^client: cannot connect to 192.0.2.7:8079: .*: no answer within 1 s' "$TMP/client.err" ||
	fail "a silent host: $(cat "$TMP/client.err")"

# A server that stops: the kernel still takes what it does not read.
start_server server --lang=en -q
kill -STOP "${PID[server]}"
fails --connections=3 --requests=3 --timeout=1
reports 'failed       3: timed out 3'
complains "3 of 3 requests failed; the first: connection 1: only 0 of 12 bytes came back within 1 s"
kill -CONT "${PID[server]}"
stop server

# A server that never reads.
start_server server --lang=en -q --max-connections=1
exec {other}<>/dev/tcp/127.0.0.1/8079
fails --requests=1 --size=20000000 --timeout=1
reports 'failed       1: timed out 1'
grep -q 'connection 1: the server took only [0-9]* of 20000000 bytes within 1 s' \
	"$TMP/client.err" || fail "a server that does not read: $(cat "$TMP/client.err")"
exec {other}>&-
stop server

# A server that dies in the middle.
start_server server --lang=en
start client "$BIN/client" --lang=en --connections=4 --duration=50
await_line "$TMP/server.out" ' sent 12 bytes' 60 20 || fail "no load"
stop server KILL
await_exit client
expect_status $? 1 "a server that dies"
grep -q '^failed       [0-9]*: refused 1[0-9]*, ' "$TMP/client.out" || fail "what failed"
grep -q '^client: gave up after 1000 consecutive connection failures; ' \
	"$TMP/client.err" || fail "why it gave up"

need socat
need ss
listens() {
	ss -tlnH "sport = :$1" | grep -q LISTEN
}

# PORT SCRIPT: a peer that runs the script for each connection; N is its number.
peer() {
	echo 0 >"$TMP/count$1"
	cat >"$TMP/peer$1.sh" <<-END
		read -r N <"$TMP/count$1"
		N=\$((N + 1))
		echo "\$N" >"$TMP/count$1"
		$2
	END
	start "peer$1" socat -t 60 "TCP-LISTEN:$1,reuseaddr,fork" "EXEC:bash $TMP/peer$1.sh"
	await "somebody to listen on port $1" listens "$1"
}

peer 7001 'read -r line; [ $N -ne 3 ] || line="hello worxd"; echo "$line"; cat >/dev/null'
fails -p 7001 --requests=4 --reconnect --wait-echo
complains "1 of 4 requests failed; the first: mismatch at byte 10 of connection 3: sent 'l', got 'x'"
reports 'failed       1: mismatch 1'
grep -q '^requests     3 in ' "$TMP/client.out" || fail "the good ones do not count"
peer 7002 'read -r line; printf "%.5s" "$line"'
fails -p 7002 --requests=3 --reconnect --wait-echo
complains "3 of 3 requests failed; the first: connection 1 was closed after 5 of 12 bytes of the echo"
reports 'failed       3: short 3'
# The second answer is the first once more.
peer 7003 'read -r line; echo "$line"; read -r second; echo "$line"; cat >/dev/null'
fails -p 7003 --requests=2 --size=12
complains "1 of 2 requests failed; the first: mismatch at byte 13 of connection 1 (byte 1 of its \
request 2): sent 'b', got 'a'"

# An echo server of somebody else's.
peer 7004 'cat'
timeout 60 "$BIN/client" -q -p 7004 --connections=2 --requests=20 || fail "a true echo is refused"

# What this machine lacks.
(
	ulimit -Sn 50 && ulimit -Hn 50
	! ulimit -Hn 60 2>/dev/null || exit 0 # this user may raise it, and so may the client
	fails --connections=100
	grep -q '^client: 100 connections need 116 open files, and this process may have 50: ' \
		"$TMP/client.err" || fail "open files: $(cat "$TMP/client.err")"
) || exit 1
start_server server --lang=en -q
if echo 40000 40009 2>/dev/null >/proc/sys/net/ipv4/ip_local_port_range; then
	timeout 60 "$BIN/client" -q --requests=100 --reconnect --close=reset ||
		fail "--close=reset keeps ports"
	fails --requests=100 --reconnect --local-address=127.0.0.99
	grep -q '^client: no local port is left after 10 connections, of 10 (.*--close=reset' \
		"$TMP/client.err" || fail "no port: $(cat "$TMP/client.err")"
	fails --requests=1 --local-address=127.0.0.99
	grep -q '^client: no local port is left after 0 connections, of 10 (.*TIME-WAIT' \
		"$TMP/client.err" || fail "no port of others: $(cat "$TMP/client.err")"
	# With the first address full, the others serve.
	fails --requests=100 --reconnect --local-address=127.0.0.1
	timeout 60 "$BIN/client" -q --requests=100 --reconnect -H 127.0.0.1 ||
		fail "ten ports of each address are not enough for 100 connections"
fi
fails --requests=1 --local-address=192.0.2.1 -H 127.0.0.1
complains "cannot connect from 192.0.2.1: Cannot assign requested address: 'ip address' lists the \
addresses of this machine"
stop server
