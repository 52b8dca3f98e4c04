#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The process of the live view ends with the sniffer, whatever ends that, and also when the view was
# stopped and can look at nothing. A view that ends before that is told.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
if [[ $1 != --inside && $1 != --root && $EUID -eq 0 ]] && unshare -n true 2>/dev/null; then
	unshare -n -- "$BASH" "$0" --root "$@" || exit
fi
if [[ $1 == --root ]]; then
	shift
	ip link set lo up || skip "lo cannot be brought up"
	plain_host "$@"
else
	private_network "$@"
fi

# PID: its state by /proc; nothing: it is gone.
state_of() {
	sed -n 's/^State:[[:space:]]*\(.\).*/\1/p' "/proc/$1/status" 2>/dev/null
}

# PID STATE...: until it has one of these; "": it is gone.
await_state() {
	local pid=$1 state wanted end=$((SECONDS + 10))
	shift
	while [[ $SECONDS -lt $end ]]; do
		state=$(state_of "$pid")
		for wanted in "$@"; do
			[[ $state != "$wanted" ]] || return 0
		done
		read -r -t 0.02 <> <(:)
	done
	return 1
}

# Sets view, the process that serves the sniffer's view.
find_view() {
	view=$(cat "/proc/${PID[sniffer]}/task/${PID[sniffer]}/children" 2>/dev/null)
	view=${view// /}
	[[ -n $view ]] || skip "this kernel does not tell a process's children"
}

# And ends it.
kill_view() {
	find_view
	kill -KILL "$view"
	await_state "$view" '' Z X || fail "the view cannot be killed"
}

# STATUS WHAT: the sniffer has told that its view has ended.
expect_told() {
	expect_status "$1" 1 "$2"
	grep -q '^sniffer: the process of the live view has ended: ' "$TMP/sniffer.err" ||
		fail "$2: it is not told"
}

for signal in INT TERM KILL; do
	for stopped in no yes; do
		start_sniffer sniffer --http=127.0.0.1:0
		await_line "$TMP/sniffer.err" '^live view: ' || fail "no live view"
		find_view
		if [[ $stopped == yes ]]; then
			kill -STOP "$view"
			await_state "$view" T || fail "the view cannot be stopped"
		fi
		stop sniffer "$signal" >/dev/null 2>&1
		# An init that reaps nobody leaves a zombie.
		await_state "$view" '' Z X ||
			fail "after SIG$signal (stopped: $stopped) the view is $(state_of "$view")"
	done
done

start_sniffer sniffer --http=127.0.0.1:0
await_line "$TMP/sniffer.err" '^live view: ' || fail "no live view"
kill_view
stop sniffer INT >/dev/null 2>&1
expect_told $? "a view that was killed while packets were captured"

{ pcap_header && pcap_syns 1; } >"$TMP/one.pcap"
start sniffer "$BIN/sniffer" -r "$TMP/one.pcap" -f none --http=127.0.0.1:0
await_line "$TMP/sniffer.err" '^live view: ' || fail "no live view of a file"
kill_view
await_exit sniffer
expect_told $? "a view of a file that was killed"
