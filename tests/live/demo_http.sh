#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run_demo.sh --http: the scenario of a private network is seen outside of it, slowly; and nothing is
# left when it ends.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"

# FRAME: what the view says until that one is shown, from the beginning, to $TMP/looker.out.
look_on() {
	local view
	exec {view}<>"/dev/tcp/127.0.0.1/$port" || fail "nobody listens on port $port"
	printf 'GET /events HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n' "$port" >&"$view"
	start looker cat <&"$view"
	exec {view}>&-
	await_line "$TMP/looker.out" "\"frame\":$1," || fail "segment $1 is not shown"
}

# SIGNAL TARGET STATUS FRAME: ends when that segment is shown.
play_and_end() {
	began=${EPOCHREALTIME/[.,]/}
	start_demo --http=0 documented
	await_line "$TMP/demo.err" 'stays until Ctrl-C: http://127.0.0.1:' 60 ||
		skip_or_fail "the view does not stay"
	port=$(sed -n 's|.*stays until Ctrl-C: http://127.0.0.1:\([0-9]*\)/$|\1|p' "$TMP/demo.err")
	look_on "$4"
	took=$((${EPOCHREALTIME/[.,]/} - began))
	kill "-$1" -- "$2${PID[demo]}"
	await_exit demo
	expect_status $? "$3" "$1 $2"
	await_exit looker
	expect_nothing_left "$1 $2"
}

skip_or_fail() {
	skip_if_inconclusive
	fail "$1"
}

# A segment each second: the eighth comes seven after the first, or later.
play_and_end TERM '' 143 8
grep -q '"kind":"segment","conn":1,"frame":1,' "$TMP/looker.out" || fail "the first segment is not shown"
title=$(sed -n 's/^title-zh: *//p' "$ROOT/tests/catalogue/scenarios/documented.txt")
grep '"kind":"run"' "$TMP/looker.out" | grep -qF "$title" || fail "the scenario's title is not shown"
! grep '"kind":"run"' "$TMP/looker.out" | grep -qF '%delay%' || fail "a time is not filled in"
((took >= 6900000)) || fail "eight segments in $((took / 1000)) ms are not slow"
expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$TMP/demo.out" "the listing"
play_and_end INT - 130 1

# Another one has the port.
start_demo --http=0 documented
await_line "$TMP/demo.err" 'live view: http://127.0.0.1:' 60 || skip_or_fail "no view"
port=$(sed -n 's|.*live view: http://127.0.0.1:\([0-9]*\)/.*|\1|p' "$TMP/demo.err" | head -n 1)
timeout 60 "$BASH" "$DEMO" "${demo_programs[@]}" "--http=$port" documented >"$TMP/second.out" 2>"$TMP/second.err"
expect_status $? 1 "a port that is taken"
grep -q "^run_demo.sh: there is no live view: --http=PORT names another port" "$TMP/second.err" ||
	fail "it does not name the remedy"
stop demo >/dev/null
expect_nothing_left "the end"
