#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The client tells the truth about a peer that refuses, is silent, answers wrong or short, or resets.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

# EXPECTED-LINE ARGUMENT...: the client fails with exactly this line on standard error.
fails() {
	local want=$1
	shift
	timeout 60 "$BIN/client" --lang=en "$@" >"$TMP/client.out" 2>"$TMP/client.err"
	expect_status $? 1 "client $*"
	echo "client: $want" >"$TMP/want"
	expect_same "$TMP/want" "$TMP/client.err" "client $*"
}

# Nobody listens.
fails "cannot connect to 127.0.0.1:8079 or [::1]:8079: Connection refused: is the server running? \
start it with build/bin/server"
fails "cannot connect to 127.0.0.1:9000: Connection refused: is the server running? start it with \
build/bin/server -p 9000" -H 127.0.0.1 -p 9000
fails "cannot connect to 127.0.0.2:8079: Connection refused: is a server listening on that address \
and port?" -H 127.0.0.2
[[ ! -s $TMP/client.out ]] || fail "it sent nothing, and says something else"

# No way there, no such name, nobody there (the packets for this address go nowhere).
fails "cannot connect to 192.0.2.1:8079: Network is unreachable: check the address and the way there \
('ip route get 192.0.2.1')" -H 192.0.2.1
timeout 60 "$BIN/client" -H no-such-host.invalid 2>"$TMP/client.err"
expect_status $? 1 "an unknown host"
grep -q "^client: cannot find host 'no-such-host.invalid': .*: check the name given with -H\$" \
	"$TMP/client.err" || fail "an unknown host: $(cat "$TMP/client.err")"
ip route add 192.0.2.7 dev lo || skip "no route can be set here"
fails "cannot connect to 192.0.2.7:8079: Connection timed out: no answer within 1 s: is the host up, \
does a firewall drop the segments? --timeout waits longer" -H 192.0.2.7 --timeout=1

# Only one of localhost's addresses has a server.
if has_ipv6; then
	start_server six -a ::1
	"$BIN/client" --lang=en --wait-echo >"$TMP/client.out" || fail "localhost is [::1] here"
	head -n 1 "$TMP/client.out" | grep -qxF 'sent 11 bytes to [::1]:8079: hello world' ||
		fail "it does not say where it went"
	stop six
fi

# The first address is silent, for its server's backlog is full: the second gets its turn in time.
if has_ipv6; then
	start_server four --lang=en -a 127.0.0.1 --max-connections=1 --backlog=0
	exec {served}<>/dev/tcp/127.0.0.1/8079
	await_line "$TMP/four.out" ' connected$' || fail "the first is not served"
	exec {queued}<>/dev/tcp/127.0.0.1/8079
	start_server six -a ::1
	"$BIN/client" -q --wait-echo --timeout=6 || fail "[::1] is not tried in time"
	exec {served}>&- {queued}>&-
	stop six
	stop four
fi

# Every port there is holds a connection to this server, not to the other one.
if echo 40000 40000 2>/dev/null >/proc/sys/net/ipv4/ip_local_port_range; then
	start_server here --lang=en -a 127.0.0.1 -p 7080
	start_server there --lang=en -a 127.0.0.1 -p 7081
	exec {only}<>/dev/tcp/127.0.0.1/7080
	fails "cannot connect to 127.0.0.1:7080: Cannot assign requested address: connections to that \
server, open or in TIME-WAIT for a minute, hold every local port ('ss -tan' lists them): wait, or \
have more ports with 'sysctl -w net.ipv4.ip_local_port_range=\"1024 65535\"'" -H 127.0.0.1 -p 7080 \
		--local-address=127.0.0.1
	"$BIN/client" -q -H 127.0.0.1 -p 7080 --local-address=127.0.0.2 ||
		fail "the port of another address"
	"$BIN/client" -q -H 127.0.0.1 -p 7081 --local-address=127.0.0.1 ||
		fail "the same port to another server"
	exec {only}>&-
	stop here
	stop there
	echo 32768 60999 >/proc/sys/net/ipv4/ip_local_port_range
fi

need socat
need ss
listens() {
	ss -tlnH "sport = :$1" | grep -q LISTEN
}

# PORT SCRIPT: a peer whose one connection is the script's standard input and output.
peer() {
	echo "$2" >"$TMP/peer$1.sh"
	start "peer$1" socat -t 60 "TCP-LISTEN:$1,reuseaddr" "EXEC:bash $TMP/peer$1.sh"
	await "somebody to listen on port $1" listens "$1"
}

peer 7001 'printf "hello xorld"; cat >/dev/null'
fails "127.0.0.1:7001 sent a wrong echo: mismatch at byte 7: sent 'w', got 'x': is it an echo \
server?" -p 7001 --wait-echo
peer 7002 'printf "hello world!"; cat >/dev/null'
fails "127.0.0.1:7002 sent a wrong echo: mismatch at byte 12: only 11 were sent" -p 7002 --wait-echo
peer 7003 'head -c 11 >/dev/null; printf hello'
fails "127.0.0.1:7003 closed after 5 of 11 bytes of the echo: is it an echo server?" -p 7003 \
	--wait-echo
peer 7004 'cat >/dev/null'
fails "127.0.0.1:7004 sent back only 0 of 11 bytes within 1 s: is it an echo server? --timeout waits \
longer" -p 7004 --wait-echo --timeout=1
grep -qxF 'sent 11 bytes to 127.0.0.1:7004: hello world' "$TMP/client.out" || fail "what was sent"
# A server that dies while our bytes wait for it.
start_server full --lang=en -p 7005 --max-connections=1
exec {other}<>/dev/tcp/127.0.0.1/7005
await_line "$TMP/full.out" ' connected$' || fail "the other is not served"
start client "$BIN/client" --lang=en -p 7005 --wait-echo
bytes_wait() {
	ss -tnH state established 'sport = :7005' | grep -q '^11 '
}
await "its bytes to wait for the server" bytes_wait
stop full KILL
await_exit client
expect_status $? 1 "a server that dies"
echo "client: 127.0.0.1:7005: Connection reset by peer: 11 of 11 bytes were sent, 0 came back: see \
what the server says" >"$TMP/want"
expect_same "$TMP/want" "$TMP/client.err" "a server that dies"
exec {other}>&-
peer 7006 'cat >/dev/null; sleep 60'
fails "127.0.0.1:7006 did not close its side within 1 s: is it an echo server? --timeout waits \
longer" -p 7006 --close=half --timeout=1

# An echo server of somebody else's.
peer 7007 'cat'
"$BIN/client" -p 7007 --wait-echo --lang=en >"$TMP/client.out" || fail "a true echo is refused"
grep -qxF 'received 11 bytes, the same: hello world' "$TMP/client.out" || fail "a true echo"
