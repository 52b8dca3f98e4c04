#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The echo rule with other people's clients: in each mode, with and without a half-close. All send
# two lines and a tail without a newline.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

nc=$(command -v nc.openbsd || command -v nc)
[[ -z $nc ]] || "$nc" -h 2>&1 | grep -q OpenBSD || nc=

printf 'one\ntwo\ntail' >"$TMP/said"

# MODE ENDING: what comes back. ENDING: `half` shuts down after the tail, `stay` waits.
expected() {
	case $1/$2 in
	message/half) printf 'one\ntwo\n' ;; # it hung up before the tail was complete
	message/stay | bytes/*) cat "$TMP/said" ;;
	off/*) ;;
	esac
}

connections=0

# ENDING SIZE COMMAND...: one peer's life; what it got is in peer.out.
run_peer() {
	local ending=$1 size=$2
	shift 2
	connections=$((connections + 1))
	start peer "$@" <"$TMP/said"
	if [[ $ending == half ]]; then
		await_exit peer
		expect_status $? 0 "$mode: $*"
	else
		[[ $size -eq 0 ]] || await_bytes "$TMP/peer.out" "$size" || fail "$mode: $*: no echo"
		# In mode off nothing can be awaited but that all has arrived.
		await_line "$TMP/server.out" ' sent 12 bytes' 60 "$connections" || fail "$mode: $*"
		stop peer
	fi
	await_line "$TMP/server.out" ' left: ' 60 "$connections" || fail "$mode: $*: did not leave"
}

# ENDING COMMAND...: one peer against the server that runs.
play() {
	local ending=$1 size tries
	shift
	[[ -n $1 ]] && command -v "$1" >/dev/null || return 0
	played=$((played + 1))
	expected "$mode" "$ending" >"$TMP/expected"
	size=$(wc -c <"$TMP/expected")
	run_peer "$ending" "$size" "$@"
	# On a busy machine a peer can be held up for 50 ms between its tail and its FIN; then the
	# tail's echo is right, and the peer has not shown what it was to show: it plays again.
	for ((tries = 0; tries < 3; tries++)); do
		[[ $mode/$ending == message/half ]] && cmp -s "$TMP/said" "$TMP/peer.out" || break
		run_peer "$ending" "$size" "$@"
	done
	expect_same "$TMP/expected" "$TMP/peer.out" "$mode: $*: wrong echo"
	grep ' left: ' "$TMP/server.out" | tail -n 1 |
		grep -q " left: [A-Z]*, 12 bytes received, $size echoed\$" ||
		fail "$mode: $*: the server counted otherwise"
}

played=0
for mode in message bytes off; do
	connections=0
	start_server server --lang=en --echo="$mode"
	play half "$nc" -N 127.0.0.1 8079
	play stay "$nc" 127.0.0.1 8079
	play half ncat 127.0.0.1 8079
	play stay ncat --no-shutdown 127.0.0.1 8079
	play half socat -t 60 - TCP:127.0.0.1:8079
	play stay socat -t 60 - TCP:127.0.0.1:8079,shut-none
	stop server
	expect_status $? 0 "server --echo=$mode"
done
[[ $played -gt 0 ]] || skip "none of OpenBSD nc, ncat and socat is installed"
