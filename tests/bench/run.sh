#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Speed as ratios in one run: the sniffer beside the bare libpcap loop (the floor) and beside other
# readers of captures, each in turn (A B C A B C ...), CPU time of the whole process, medians.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1

usage() {
	cat <<'END'
Usage: tests/bench/run.sh [--json] [--runs N] [--packets N] [BUILD_DIR]

Measures how long reading a capture takes; BUILD_DIR (default: build) holds a release build.
tcpdump and tshark read a tenth of the packets, and their times are scaled up. It takes some minutes.

  --json       the table as JSON
  --runs N     runs of each command (default 5)
  --packets N  packets in the capture, in millions (default 4)
END
}

say() {
	printf 'bench: %s\n' "$*" >&2
}

json='' runs=5 millions=4 build=$ROOT/build
while (($#)); do
	case $1 in
	--json) json=yes ;;
	--runs) shift && runs=$1 ;;
	--packets) shift && millions=$1 ;;
	--help) usage && exit 0 || exit 1 ;;
	-*) say "unknown option '$1': see tests/bench/run.sh --help" && exit 2 ;;
	*) build=$1 ;;
	esac
	shift
done
[[ -x $build/bin/sniffer && -x $build/tests/documented_pcap ]] || {
	say "no programs in $build: cmake --preset release && cmake --build --preset release"
	exit 1
}
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
sniffer=$build/bin/sniffer

# Columns of rows: name, scale (its file has 1/scale of the packets), command.
names=() scales=() commands=()
row() {
	names+=("$1") scales+=("$2") commands+=("$3")
}
make_rows() {
	local connections=$((millions * 1000000 / 8))
	"$build/tests/documented_pcap" $connections 100 >"$work/hundred.pcap" &&
		"$build/tests/documented_pcap" $connections $connections >"$work/all.pcap" &&
		"$build/tests/documented_pcap" $((connections / 10)) 100 >"$work/tenth.pcap" || exit 1
	row "bare libpcap loop" 1 "$build/tests/read_loop $work/hundred.pcap"
	row "sniffer -f none --connections" 1 \
		"$sniffer -p 0 -r $work/hundred.pcap -f none --connections"
	row "sniffer -f line" 1 "$sniffer -p 0 -r $work/hundred.pcap -f line"
	row "sniffer -f json" 1 "$sniffer -p 0 -r $work/hundred.pcap -f json"
	row "sniffer -f none --connections, all at a time" 1 \
		"$sniffer -p 0 -r $work/all.pcap -f none --connections"
	if command -v tcpdump >/dev/null; then
		row "tcpdump -nn -S" 10 "tcpdump -nn -S -r $work/tenth.pcap"
	else
		say "tcpdump is not installed: left out"
	fi
	if command -v tshark >/dev/null; then
		row "tshark -T ek" 10 "tshark -n -T ek -j tcp -r $work/tenth.pcap"
	else
		say "tshark is not installed: left out"
	fi
}

# COMMAND: its CPU time, user and system, in seconds.
cpu_seconds() {
	local TIMEFORMAT='%U %S' words
	read -r -a words <<<"$1"
	{ time "${words[@]}" >/dev/null 2>&1; } 2>"$work/time" || say "failed: $1"
	awk '{ print $1 + $2 }' "$work/time"
}

measure() {
	local run i
	for ((run = 0; run < runs; run++)); do
		for i in "${!names[@]}"; do
			cpu_seconds "${commands[i]}" >>"$work/times.$i"
		done
	done
}

median() {
	sort -n "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

print_table() {
	local i floor scaled separator=''
	floor=$(median "$work/times.0")
	[[ -z $json ]] || printf '{"packets":%d,"runs":%d,"rows":[' $((millions * 1000000)) "$runs"
	[[ -n $json ]] || printf '%-46s %10s %12s %8s\n' command 'CPU s' 'ns/packet' ratio
	for i in "${!names[@]}"; do
		scaled=$(awk -v t="$(median "$work/times.$i")" -v s="${scales[i]}" 'BEGIN { print t * s }')
		awk -v name="${names[i]}" -v t="$scaled" -v floor="$floor" -v json="$json" \
			-v packets=$((millions * 1000000)) -v separator="$separator" 'BEGIN {
			ns = t / packets * 1e9
			if (json)
				printf "%s{\"command\":\"%s\",\"cpu_s\":%.3f,\"ns_per_packet\":%.1f,\"ratio\":%.2f}",
					separator, name, t, ns, t / floor
			else
				printf "%-46s %10.2f %12.1f %8.2f\n", name, t, ns, t / floor
		}'
		separator=,
	done
	[[ -z $json ]] || printf ']}\n'
}

make_rows
measure
print_table
