#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Mode message: a line comes back at once, a tail after the pause, a hang-up gets nothing.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
start_server server --lang=en

# "At once" without a stopwatch that could be wrong: 400 lines in lock-step take 20 s when each waits
# for the pause of 50 ms, and a fraction of a second when none does.
exec {peer}<>/dev/tcp/127.0.0.1/8079
began=$SECONDS
for ((i = 0; i < 400; i++)); do
	printf 'line %d\n' "$i" >&"$peer"
	IFS= read -r -t 60 line <&"$peer" || fail "line $i: no echo"
	[[ $line == "line $i" ]] || fail "line $i: got '$line'"
done
[[ $((SECONDS - began)) -lt 19 ]] || fail "lines wait for the pause: $((SECONDS - began)) s"

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

# The documented client, and one that resets: no byte for either.
left=0
for close in fin reset; do
	for tries in 1 2 3; do
		# Held up for 50 ms before it hangs up, it would rightly get an echo.
		"$BIN/client" -q --close="$close" || fail "client --close=$close: exit status $?"
		await_line "$TMP/server.out" ' left: ' 60 "$((++left + 1))" || fail "did not leave"
		tail -n 1 "$TMP/server.out" | grep -q '11 bytes received, 0 echoed$' && continue 2
	done
	fail "a client that hangs up got an echo, $tries times"
done
grep -q 'left: RST, 11' "$TMP/server.out" || fail "the RST was not told"

stop server
expect_status $? 0 server
