#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# TIME-WAIT (RFC 9293 section 3.6) is with whoever closes first: there it keeps a port, elsewhere it
# is in nobody's way.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
need ss

# A FIN that was sent again on a slow machine is acknowledged from TIME-WAIT, and the closed other side
# answers that with RST, which ends TIME-WAIT but for this (RFC 1337).
echo 1 >/proc/sys/net/ipv4/tcp_rfc1337 || skip "tcp_rfc1337 cannot be set"

# SIDE FILTER: until that side of a connection is there. (Who closes first gets there with the other's
# FIN, which comes when the other has closed.)
await_time_wait() {
	local filter=$2
	await "TIME-WAIT of the $1" in_time_wait
}

in_time_wait() {
	[[ -n $(ss -tnH state time-wait "$filter") ]]
}

# The server closed first: its port is kept from whoever does not set SO_REUSEADDR.
start_server server -q -a 127.0.0.1 --close-first=accept
"$BIN/client" -q -m '' --hold || fail "a client that the server hangs up on"
stop server
expect_status $? 0 server
await_time_wait server 'sport = :8079'
"$BIN/server" -a 127.0.0.1 --reuse=off >"$TMP/second.out" 2>"$TMP/second.err"
expect_status $? 1 "server --reuse=off"
grep -q '127.0.0.1:8079: Address already in use' "$TMP/second.err" || fail "server --reuse=off"
start_server third -q -a 127.0.0.1
stop third

# The client closed first: a server may listen at once.
start_server fourth --lang=en -a 127.0.0.2
"$BIN/client" -q -H 127.0.0.2 || fail "a client that hangs up"
await_line "$TMP/fourth.out" ' left: FIN' || fail "the client did not leave"
stop fourth
await_time_wait client 'dport = :8079'
start_server fifth -q -a 127.0.0.2 --reuse=off

# A bound port is taken over from TIME-WAIT, also twice in a row.
for ((i = 0; i < 2; i++)); do
	"$BIN/client" -q -H 127.0.0.2 --local-address=127.0.0.1 --local-port=5000 ||
		fail "client --local-port=5000"
	await_time_wait client 'sport = :5000'
done
stop fifth
