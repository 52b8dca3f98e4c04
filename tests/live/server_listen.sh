#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Where the server listens, what it says about that, and a port that is taken.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

# Without options: both loopback addresses, port 8079.
start_server server
printf 'listening on 127.0.0.1:8079\nlistening on [::1]:8079\n' >"$TMP/want"
has_ipv6 || sed -i 2d "$TMP/want"
expect_same "$TMP/want" "$TMP/server.out" "the ready lines"
"$BIN/client" -q --wait-echo -H 127.0.0.1 || fail "no echo from 127.0.0.1"
! has_ipv6 || "$BIN/client" -q --wait-echo -H ::1 || fail "no echo from ::1"

# The port is taken: one line, which names it and the remedy; the first server goes on.
"$BIN/server" >"$TMP/second.out" 2>"$TMP/second.err"
expect_status $? 1 "a second server"
printf '%s\n' "server: cannot listen on 127.0.0.1:8079: Address already in use: stop the other server \
or choose another port with -p" >"$TMP/want"
expect_same "$TMP/want" "$TMP/second.err" "the port is taken"
[[ ! -s $TMP/second.out ]] || fail "a server that cannot listen says that it listens"
"$BIN/client" -q --wait-echo || fail "the first server suffered"

# It closed last and left no TIME-WAIT behind; but even when it closes first, it can start again.
exec {open}<>/dev/tcp/127.0.0.1/8079
stop server
expect_status $? 0 "server at SIGTERM"
exec {open}>&-
start_server server
stop server INT
expect_status $? 0 "server at SIGINT"

# Port 0: the kernel picks one, the same for all addresses, and the line tells it.
start_server picked -p 0 -a 127.0.0.1 -a 127.0.0.2
await_line "$TMP/picked.out" '^listening on 127.0.0.2:' || fail "the second address"
port=$(sed -n 's/^listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$TMP/picked.out")
[[ $port -gt 0 ]] || fail "no port in the ready line"
grep -qx "listening on 127.0.0.2:$port" "$TMP/picked.out" || fail "two ports"
"$BIN/client" -q --wait-echo -H 127.0.0.2 -p "$port" || fail "no echo at 127.0.0.2:$port"
stop picked

# A picked port that is taken on the second address: it picks anew. The kernel has two ports to pick
# from here (odd ones of the lower half), and one of them is taken.
if { echo 40000 40007 >/proc/sys/net/ipv4/ip_local_port_range; } 2>/dev/null; then
	start_server taken -a 127.0.0.2 -p 40001
	for ((i = 0; i < 8; i++)); do
		start_server picked -p 0 -a 127.0.0.1 -a 127.0.0.2
		stop picked
	done
	stop taken
fi

# All addresses at once, IPv4 and IPv6 beside each other.
if has_ipv6; then
	start_server all -a 0.0.0.0 -a ::
	await_line "$TMP/all.out" '^listening on \[::\]:8079$' || fail "not on ::"
	"$BIN/client" -q --wait-echo -H 127.0.0.3 || fail "no echo from 127.0.0.3"
	"$BIN/client" -q --wait-echo -H ::1 || fail "no echo from ::1"
	stop all
fi

# PATTERN ARGUMENT...: the server cannot listen so.
cannot() {
	local pattern=$1
	shift
	timeout 60 "$BIN/server" "$@" >"$TMP/cannot.out" 2>"$TMP/cannot.err"
	expect_status $? 1 "server $*"
	[[ $(wc -l <"$TMP/cannot.err") -eq 1 ]] || fail "server $*: not one line"
	grep -q "^server: cannot listen on $pattern" "$TMP/cannot.err" || fail "server $*"
}
cannot "'nonsense': not an IP address: try " -a nonsense
cannot "192.0.2.1:8079: Cannot assign requested address: " -a 192.0.2.1
cannot "127.0.0.1:8079: Address already in use: " -a 127.0.0.1 -a 127.0.0.1
