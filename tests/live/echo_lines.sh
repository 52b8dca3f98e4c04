#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Mode message: a line comes back at once, a tail after the pause, a hang-up gets nothing.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
start_server server --lang=en

# "At once": a line that waits for the pause takes 50 ms, whatever the machine does. One of 400 that
# took less has not waited, and neither have the others, unless they are told apart.
exec {peer}<>/dev/tcp/127.0.0.1/8079
fastest=1000000
for ((i = 0; i < 400; i++)); do
	began=${EPOCHREALTIME/[.,]/}
	printf 'line %d\n' "$i" >&"$peer"
	IFS= read -r -t 60 line <&"$peer" || fail "line $i: no echo"
	took=$((${EPOCHREALTIME/[.,]/} - began))
	[[ $line == "line $i" ]] || fail "line $i: got '$line'"
	((took >= fastest)) || fastest=$took
done
((fastest < 40000)) || fail "lines wait for the pause: the fastest took $fastest us"

# Lines that come in one piece, and a line that comes in two.
printf 'a\n\nb\nc' >&"$peer"
for want in a '' b; do
	IFS= read -r -t 60 line <&"$peer" || fail "no echo of '$want'"
	[[ $line == "$want" ]] || fail "expected '$want', got '$line'"
done

# The tail, without its newline, comes after the pause, while the connection stays open ...
IFS= read -r -N 1 -t 60 line <&"$peer" || fail "no echo of the tail"
[[ $line == c ]] || fail "expected the tail 'c', got '$line'"
# ... and what follows is a new message.
printf 'd\n' >&"$peer"
IFS= read -r -t 60 line <&"$peer" || fail "no echo after the tail"
[[ $line == d ]] || fail "expected 'd', got '$line'"
exec {peer}>&-
await_line "$TMP/server.out" ' left: ' || fail "did not leave"
grep -q 'left: FIN, \([0-9]*\) bytes received, \1 echoed$' "$TMP/server.out" ||
	fail "not every byte was echoed"

stop server
expect_status $? 0 server

# The documented client, and one that resets: no byte for either. Held up for 50 ms before it hangs up,
# it would rightly get an echo: so the server begins when the client has ended.
for row in 'fin FIN' 'reset RST'; do
	read -r close left <<<"$row"
	start_server server --lang=en --accept-on-usr1
	"$BIN/client" -q --close="$close" || fail "client --close=$close: exit status $?"
	kill -USR1 "${PID[server]}"
	await_line "$TMP/server.out" ' left: ' || fail "client --close=$close: did not leave"
	grep -q " left: $left, 11 bytes received, 0 echoed\$" "$TMP/server.out" ||
		fail "client --close=$close got an echo, or was not seen to leave"
	stop server
	expect_status $? 0 server
done
