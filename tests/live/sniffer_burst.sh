#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A burst of hundreds of segments is captured whole, also when the sniffer is told to end right
# behind it, while the kernel still holds the block. The kernel's own count is the measure.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"
start_server server --echo=bytes

smallest=1000000
for ((round = 1; round <= 20; round++)); do
	start_sniffer sniffer -p 0
	first=$(segments_in_kernel)
	burst 200
	last=$(segments_in_kernel)
	signal=INT
	((round % 2)) || signal=TERM
	stop sniffer "$signal"
	expect_status $? 0 "round $round"
	captured=$(wc -l <"$TMP/sniffer.out")
	happened=$((last - first))
	# The server may have answered after the count was read.
	latest=$(($(segments_in_kernel) - first))
	[[ $happened -ge 406 ]] || fail "round $round: only $happened segments: no burst"
	[[ $captured -ge $happened && $captured -le $latest ]] ||
		fail "round $round: $captured segments captured of $happened (to $latest)"
	grep -q "^$captured packets captured, [0-9]* received by filter, 0 dropped by kernel\$" \
		"$TMP/sniffer.err" || fail "round $round: other statistics"
	[[ $happened -ge $smallest ]] || smallest=$happened
done

# 600 kB back to back, as segments of one packet each; told to end when all of it has happened.
ip link set lo mtu 1500 gso_max_segs 1 || skip "the size of segments cannot be set: the rest held"
start_server sink --echo=off --lang=en -p 8080
head -c 600000 /dev/zero >"$TMP/zeros"
for ((round = 1; round <= 5; round++)); do
	start_sniffer sniffer -p 0
	first=$(segments_in_kernel)
	cat "$TMP/zeros" >/dev/tcp/127.0.0.1/8080 || fail "no connection"
	await_line "$TMP/sink.out" ' left: .*600000' 60 "$round" || fail "the server did not get it all"
	stop sniffer INT
	happened=$(($(segments_in_kernel) - first))
	captured=$(wc -l <"$TMP/sniffer.out")
	[[ $captured -eq $happened && $captured -gt 400 ]] ||
		fail "flood $round: $captured segments captured of $happened"
done
echo "20 of 20 bursts whole, of $smallest segments or more"
