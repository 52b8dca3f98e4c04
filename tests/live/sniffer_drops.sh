#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the kernel drops is told: captured + dropped = received, where a packet is counted once. A small
# buffer, and a sniffer that sleeps while it rains. And a second SIGINT ends it at once, although nobody
# reads what it has to say.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"

{ pcap_header && for _ in 1 2 3 4; do pcap_syns 1000; done; } >"$TMP/many.pcap"
mkfifo "$TMP/unread"
exec {unread}<>"$TMP/unread"
"$BIN/sniffer" -r "$TMP/many.pcap" >"$TMP/unread" 2>"$TMP/unread.err" &
PID[sniffer]=$!
# Whether it has a handler for SIGINT (bit 1).
handles_sigint() {
	local caught
	caught=$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/${PID[sniffer]}/status")
	[[ $((0x$caught & 2)) -ne 0 ]]
}
handles_sigint_no_more() {
	! handles_sigint
}
await "the sniffer to be ready for SIGINT" handles_sigint
# It reads a file: what it can wait for is the pipe alone.
await "the pipe to be full" sleeps sniffer
kill -INT "${PID[sniffer]}"
# The first one is taken once there is no handler for another.
await "the first SIGINT to be taken" handles_sigint_no_more
kill -INT "${PID[sniffer]}"
await_exit sniffer
expect_status $? 130 "a second SIGINT"
exec {unread}>&-

ip link add veth0 type veth peer name veth1 2>"$TMP/veth.err" || skip "no veth here: the rest held"
# What IPv6 sends of itself (router solicitations) is counted as received when it comes between the
# opening of the capture and its filter.
ip link set veth0 addrgenmode none && ip link set veth1 addrgenmode none &&
	ip link set veth0 up && ip link set veth1 up && ip address add 10.99.0.1/24 dev veth0 &&
	ip neigh add 10.99.0.2 lladdr 02:00:00:00:00:02 dev veth0 || skip "veth cannot be set up"
for ((round = 1; round <= 3; round++)); do
	start_sniffer sniffer -i veth1 -B 256 -w "$TMP/kept.pcap" udp port 9
	kill -STOP "${PID[sniffer]}"
	exec {rain}>/dev/udp/10.99.0.2/9
	for ((i = 0; i < 8000; i++)); do
		printf x >&"$rain"
	done
	exec {rain}>&-
	kill -CONT "${PID[sniffer]}"
	stop sniffer INT
	expect_status $? 0 "the sniffer"
	read -r captured received dropped < <(sed -n \
		's/^\([0-9]*\) packets captured, \([0-9]*\) received by filter, \([0-9]*\) dropped by kernel$/\1 \2 \3/p' \
		"$TMP/sniffer.err")
	kept=$((($(wc -c <"$TMP/kept.pcap") - 24) / (16 + 43))) # a datagram of one byte
	echo "round $round: $kept kept, $dropped dropped, $received received"
	[[ $captured -eq $kept ]] || fail "round $round: $kept in the file, $captured told"
	[[ $((captured + dropped)) -eq $received ]] || fail "round $round: packets are missing"
	[[ $dropped -gt 0 && $received -eq 8000 ]] || fail "round $round: this proves nothing"
done
