#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Ten peers send without end and never read. The server keeps little of it, stops taking more, and
# serves others meanwhile.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
need ss

# Or AddressSanitizer would keep what was freed, and we would measure that.
export ASAN_OPTIONS=quarantine_size_mb=0:thread_local_quarantine_size_kb=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}

# Resident memory of the server in KiB.
resident() {
	sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/${PID[server]}/status"
}

# What the server's sockets have received so far, in bytes.
taken() {
	ss -tinH 'sport = :8079' | grep -o 'bytes_received:[0-9]*' |
		awk -F: '{ sum += $2 } END { printf "%.0f\n", sum }'
}

for mode in bytes message; do
	start_server server --lang=en -q --echo="$mode"
	for ((i = 0; i < 50; i++)); do
		"$BIN/client" -q --wait-echo -m $'warm-up\n' || fail "warm-up"
	done
	before=$(resident)
	for ((i = 0; i < 10; i++)); do
		exec {fd}<>/dev/tcp/127.0.0.1/8079
		# shellcheck disable=SC2016 # for the other shell
		start "peer$i" bash -c 'yes "a line of some bytes" >&"$1"' _ "$fd"
		exec {fd}>&-
	done

	# Until the peers are stuck: nothing was taken between two looks, while others were served.
	old=-1 same=0 most=0
	for ((look = 0; same < 5; look++)); do
		[[ $look -lt 300 ]] || fail "$mode: it still takes more: $(taken) bytes"
		"$BIN/client" -q --wait-echo -m $'ping\n' || fail "$mode: others are not served"
		now=$(taken)
		if [[ $now -gt 0 && $now -eq $old ]]; then same=$((same + 1)); else same=0; fi
		old=$now
		size=$(resident)
		[[ $size -le $most ]] || most=$size
	done
	[[ $((most - before)) -le 8192 ]] ||
		fail "$mode: $((most - before)) KiB more for ten peers that do not read"
	for ((i = 0; i < 10; i++)); do
		kill "${PID[peer$i]}"
		wait "${PID[peer$i]}"
	done
	"$BIN/client" -q --wait-echo || fail "$mode: others are not served"
	stop server
	expect_status $? 0 server
	echo "$mode: $((most - before)) KiB more, $old bytes taken"
done
