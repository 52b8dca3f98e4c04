#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The echo rule with other people's clients: in each mode, with and without a half-close. All send
# two lines and a tail without a newline.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
need ss

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

# All that the peer has to say has come: 12 bytes, and its FIN where it half-closes (that counts as one
# byte in the queue).
has_come() {
	case $1 in
	half) ss -tnH state close-wait 'src 127.0.0.1:8079' ;;
	stay) ss -tnH state established 'src 127.0.0.1:8079' ;;
	esac | awk '$1 >= 12 { come = 1 } END { exit !come }'
}

# ENDING COMMAND...: one peer's life; what it got is in peer.out. A peer can be held up between its tail
# and its FIN for longer than the pause, and gets the tail's echo then: so the server begins when all
# has come.
play() {
	local ending=$1 size
	shift
	[[ -n $1 ]] && command -v "$1" >/dev/null || return 0
	played=$((played + 1))
	expected "$mode" "$ending" >"$TMP/expected"
	size=$(wc -c <"$TMP/expected")
	start_server server --lang=en --echo="$mode" --accept-on-usr1
	start peer "$@" <"$TMP/said"
	await "all that $1 says" has_come "$ending"
	kill -USR1 "${PID[server]}"
	if [[ $ending == half ]]; then
		await_exit peer
		expect_status $? 0 "$mode: $*"
	else
		[[ $size -eq 0 ]] || await_bytes "$TMP/peer.out" "$size" || fail "$mode: $*: no echo"
		# In mode off nothing can be awaited but that all has arrived.
		await_line "$TMP/server.out" ' sent 12 bytes' || fail "$mode: $*"
		stop peer
	fi
	await_line "$TMP/server.out" ' left: ' || fail "$mode: $*: did not leave"
	expect_same "$TMP/expected" "$TMP/peer.out" "$mode: $*: wrong echo"
	grep -q " left: [A-Z]*, 12 bytes received, $size echoed\$" "$TMP/server.out" ||
		fail "$mode: $*: the server counted otherwise"
	stop server
	expect_status $? 0 "server --echo=$mode"
}

played=0
for mode in message bytes off; do
	play half "$nc" -N 127.0.0.1 8079
	play stay "$nc" 127.0.0.1 8079
	play half ncat 127.0.0.1 8079
	play stay ncat --no-shutdown 127.0.0.1 8079
	play half socat -t 60 - TCP:127.0.0.1:8079
	play stay socat -t 60 - TCP:127.0.0.1:8079,shut-none
done
[[ $played -gt 0 ]] || skip "none of OpenBSD nc, ncat and socat is installed"
