#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# SIGUSR1 is "now": a client that holds closes, a server sends its FIN.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
need ss

# NAME OPTION...: a client that holds.
hold() {
	local name=$1
	shift
	start "$name" "$BIN/client" --lang=en --hold --timeout=60 "$@"
	await_line "$TMP/$name.out" '^holding until SIGUSR1$' || fail "client $* does not hold"
}

start_server server --lang=en --echo=off
hold first
kill -USR1 "${PID[first]}"
await_exit first
expect_status $? 0 "a client that was told to close"
await_line "$TMP/server.out" ' left: FIN, 11 bytes received' || fail "the server did not see it close"

# The server's FIN ends all that hold, each in its way.
hold second
hold third --close=reset
hold fourth --close=half
await_line "$TMP/server.out" ' sent 11 bytes' 60 4 || fail "the server did not hear them all"
kill -USR1 "${PID[server]}"
for name in second third fourth; do
	await_exit "$name"
	expect_status $? 0 "$name, when the server closed"
done
await_line "$TMP/server.out" ' left: FIN' 60 3 || fail "second and fourth did not close"
await_line "$TMP/server.out" ' left: RST' || fail "third did not reset"

# Nobody comes: it says what it waited for.
"$BIN/client" -q --hold --timeout=1 2>"$TMP/alone.err"
expect_status $? 1 "a hold that nobody ended"
grep -q '^client: 127.0.0.1:8079: neither SIGUSR1 nor its FIN came within 1 s' "$TMP/alone.err" ||
	fail "a hold that nobody ended"
stop server

# A server that does not accept before the signal: the client is in its backlog, and it sleeps.
in_backlog() {
	[[ $(ss -tlnH 'src 127.0.0.1:8079' | awk '{ print $2 }') -eq 1 ]]
}
start_server server --lang=en --accept-on-usr1
start early "$BIN/client" --lang=en --wait-echo -H 127.0.0.1
await "the client to be in the backlog" in_backlog
await "the server to sleep" sleeps server
in_backlog && ! grep ' connected' "$TMP/server.out" || fail "it accepts before SIGUSR1"
kill -USR1 "${PID[server]}"
await_exit early
expect_status $? 0 "the client that waited in the backlog"
stop server
expect_status $? 0 server
