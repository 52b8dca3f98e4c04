#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Without IPv6 the server leaves ::1 out when nobody asked for it, and fails when somebody did.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
if has_ipv6; then
	{ echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6; } 2>/dev/null
	! has_ipv6 || skip "IPv6 cannot be switched off here"
fi

start_server server
"$BIN/client" -q --wait-echo || fail "no echo from localhost"
stop server
expect_status $? 0 server
echo 'listening on 127.0.0.1:8079' >"$TMP/want"
grep '^listening' "$TMP/server.out" >"$TMP/got"
expect_same "$TMP/want" "$TMP/got" "the ready line"
grep -q 'cannot' "$TMP/server.err" && fail "the server complains about IPv6"

"$BIN/server" -a ::1 >"$TMP/server.out" 2>"$TMP/server.err"
expect_status $? 1 "server -a ::1"
grep -q '^server: cannot listen on \[::1\]:8079: ' "$TMP/server.err" || fail "server -a ::1"
