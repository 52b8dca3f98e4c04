#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# SIGTERM: the server takes no new connection, answers what it has received, and reports.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

# Two lines and a tail that waits for its pause: all comes back, then FIN.
printf 'one\ntwo\ntail' >"$TMP/want"
start_server server --lang=en
exec {peer}<>/dev/tcp/127.0.0.1/8079
exec {idle}<>/dev/tcp/127.0.0.1/8079
await_line "$TMP/server.out" ' connected$' 60 2 || fail "does not accept"
cat "$TMP/want" >&"$peer"
await_line "$TMP/server.out" ' sent 12 bytes: ' || fail "received nothing"
kill "${PID[server]}"
timeout 60 cat <&"$peer" >"$TMP/got" || fail "no end after SIGTERM"
expect_same "$TMP/want" "$TMP/got" "what was in flight at SIGTERM"
[[ -z $(timeout 60 cat <&"$idle") ]] || fail "the idle connection got something"
exec {peer}>&- {idle}>&-
await_exit server
expect_status $? 0 "server at SIGTERM"
echo '2 connections, 12 bytes received, 12 echoed' >"$TMP/want"
expect_same "$TMP/want" "$TMP/server.err" "the report"
[[ $(grep -c 'left: server stopped' "$TMP/server.out") -eq 2 ]] || fail "who left is not told"

# Small socket buffers, so that the server itself holds a part of the echo when the signal comes.
{ echo '4096 16384 32768' >/proc/sys/net/ipv4/tcp_rmem; } 2>/dev/null &&
	{ echo '4096 16384 32768' >/proc/sys/net/ipv4/tcp_wmem; } 2>/dev/null ||
	skip "the socket buffers cannot be made small here"

# A server, and a peer that sends $1 bytes before it reads.
unread() {
	start_server server --lang=en --echo=bytes "${@:2}"
	exec {peer}<>/dev/tcp/127.0.0.1/8079
	head -c "$1" /dev/zero | tr '\0' x >&"$peer" || fail "the peer cannot send"
	await_line "$TMP/server.out" ' sent ' || fail "received nothing"
}

# Tells it to end. It takes no new connection from here on.
tell_to_end() {
	told=${EPOCHREALTIME/./}
	kill "${PID[server]}"
	await "the server to listen no more" is_refused
}

is_refused() {
	! (exec 3<>/dev/tcp/127.0.0.1/8079) 2>/dev/null
}

# It is still there, for it has bytes to send: for two seconds, so whoever comes later proves nothing.
unread 120000
tell_to_end
timeout 60 cat <&"$peer" >"$TMP/got"
ended=$?
exec {peer}>&-
await_exit server
status=$?
took=$((${EPOCHREALTIME/./} - told))
[[ $ended -eq 0 ]] || ((took < 1900000)) ||
	skip "too slow a machine: the reader needed $((took / 1000)) ms of 2000"
expect_status $ended 0 "the reader's end after SIGTERM"
expect_status $status 0 "server with bytes to send at SIGTERM"
received=$(sed -n 's/^[0-9]* connections*, \([0-9]*\) bytes received, \1 echoed$/\1/p' "$TMP/server.err")
[[ -n $received ]] || fail "not all that was received was echoed: $(cat "$TMP/server.err")"
[[ $(wc -c <"$TMP/got") -eq $received ]] || fail "not all that was echoed came"

# Who never reads is waited for two seconds, not for ever, and sees a reset, not an end.
unread 120000
stop server
expect_status $? 0 "server with a peer that never reads"
grep -q ', 1 cut off$' "$TMP/server.err" || fail "the report hides that an echo was cut"
cat <&"$peer" >"$TMP/got" 2>"$TMP/cat.err" && fail "a cut echo looks like a whole one"
exec {peer}>&-

# A second signal ends the waiting, which takes two seconds otherwise, whatever the machine does: once
# less than that is enough.
took=1900000
for ((tries = 0; tries < 5 && took >= 1900000; tries++)); do
	unread 120000
	tell_to_end
	kill -INT "${PID[server]}"
	await_exit server
	expect_status $? 0 "server at the second signal"
	exec {peer}>&-
	took=$((${EPOCHREALTIME/./} - told))
done
((took < 1900000)) || fail "the second signal changed nothing: it took $((took / 1000)) ms"
