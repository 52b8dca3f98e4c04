#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Load mode against our server: both count the same, whatever the loop and the way to close.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

# ARGUMENT...: the client's report in $TMP/client.out; it succeeds.
load() {
	timeout 300 "$BIN/client" --lang=en "$@" >"$TMP/client.out" 2>"$TMP/client.err"
	expect_status $? 0 "client $*"
	[[ ! -s $TMP/client.err ]] || fail "client $*: it complains"
}

# PATTERN WHAT: a line of the report.
says() {
	grep -q -e "$1" "$TMP/client.out" || fail "$2"
}

# CONNECTIONS RECEIVED ECHOED: a server that was told to stop has counted this.
counted() {
	stop server || fail "the server failed"
	tail -n 1 "$TMP/server.err" | grep -qF "$1 connections, $2 bytes received, $3 echoed" ||
		fail "the server counted otherwise: $(tail -n 1 "$TMP/server.err")"
}

for echo in message bytes; do
	start_server server -q --lang=en --echo="$echo"
	load --connections=8 --requests=2000
	says '^load         8 connections, 12 bytes per request, echo compared, closed loop$' load
	says '^requests     2000 in ' requests
	says '^connections  8$' connections
	says '^bytes        24000 sent, .*; 24000 received, ' bytes
	says '^latency      p50 .*, p90 .*, p99 .*, p99.9 .*, max ' latency
	says '^failed       none$' failed
	load --connections=3 --requests=300 --size=100000 --close=half
	load --connections=4 --requests=200 --rate=1000 --close=half
	says ', open loop: 1000/s$' "open loop"
	load --requests=50 --connections=5 --reconnect --wait-echo --size=11 --close=half
	counted 65 30026950 30026950
done

# The exchange of the README, many times over, from as many addresses as it takes.
start_server server -q --lang=en
load --connections=50 --requests=20000 --reconnect --close=half
says '^connections  20000, .* per second, from 2 source addresses$' "documented exchanges"
load --connections=50 --requests=1000 --reconnect
load --connections=50 --requests=1000 --reconnect --rate=2000 --close=half
# The last ones have seen the server's FIN: those before them in the backlog are counted, too.
counted 22000 242000 0

# JSON, and only that, also with -q.
start_server server -q
load --connections=2 --requests=10 --json -q
[[ $(wc -l <"$TMP/client.out") -eq 1 ]] || fail "not one line"
if command -v jq >/dev/null; then
	jq -e '.v == 1 and .event == "load" and .requests == 10 and .failed == 0 and .connections == 2
		and .sent_bytes == 120 and .received_bytes == 120 and .latency_ns.p50 > 0
		and .latency_ns.max >= .latency_ns.p99_9' "$TMP/client.out" >/dev/null || fail "JSON"
fi
load --connections=2 --requests=10 -q
[[ ! -s $TMP/client.out ]] || fail "-q is not quiet"

# Ctrl-C ends it with what was done.
start client "$BIN/client" --lang=en --connections=4 --duration=60
is_connected() {
	! command -v ss >/dev/null || ss -tnH state established 'dport = :8079' | grep -q .
}
await "the load to begin" is_connected
kill -INT "${PID[client]}"
await_exit client
expect_status $? 1 "an interrupted load"
grep -q '^requests     [0-9]' "$TMP/client.out" || fail "it does not say what was done"
grep -q '^client: interrupted after [0-9]* requests$' "$TMP/client.err" ||
	fail "it does not say that it was interrupted"

# A line on a terminal that goes again; none where it could not.
if command -v script >/dev/null; then
	bar="$BIN/client --lang=en --duration=1"
	TERM=xterm script -qec "$bar" /dev/null >"$TMP/tty.out" || fail "on a terminal"
	grep -q '% \[.*\] .*/s, p99 ' "$TMP/tty.out" || fail "no progress on a terminal"
	tr '\r' '\n' <"$TMP/tty.out" | grep -A 1 '%' | tail -n 1 | grep -qv '%' ||
		fail "the progress stays"
	TERM=dumb script -qec "$bar" /dev/null >"$TMP/tty.out" || fail "on a dumb terminal"
	! grep -q '%' "$TMP/tty.out" || fail "progress on a dumb terminal"
	TERM=xterm script -qec "$bar -q" /dev/null >"$TMP/tty.out" || fail "with -q"
	! grep -q '%' "$TMP/tty.out" || fail "progress in spite of -q"
fi
stop server || fail "the server failed"
