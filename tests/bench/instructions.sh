#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Speed as instructions a packet, which do not depend on what else the machine does; see --help.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
kept=$ROOT/tests/bench/instructions.tsv

usage() {
	cat <<'END_OF_USAGE'
Usage: tests/bench/instructions.sh [--compare | --update] [BUILD_DIR]

Counts with callgrind the instructions that the sniffer in BUILD_DIR (default: build) takes for a
packet of the documented exchange, 100 connections at a time: those for a large capture less those
for its half, so that start and end drop out.

  --compare   beside what tests/bench/instructions.tsv has, and the ratio
  --update    writes that file
  -h, --help  print this

The same programs give the same figures but for 0.1 %. Another compiler, C library or processor (of
which the C library takes what it has) gives others.
END_OF_USAGE
}

say() {
	printf 'instructions: %s\n' "$*" >&2
}

# Name of the row, options of the sniffer.
rows=(
	'none         -f none'
	'connections  -f none --connections'
	'line         -f line'
	'json         -f json'
	'explain      --explain'
)
connections=5000 # of eight packets each

# CAPTURE OPTION...: prints how many instructions reading it takes.
count() {
	local capture=$1
	shift
	LD_PRELOAD=$build/tests/fixed_random.so valgrind --tool=callgrind --callgrind-out-file=/dev/null \
		"$build/bin/sniffer" -q -p 0 -r "$capture" "$@" 2>&1 >/dev/null |
		awk '/Collected :/ { count = $NF } { said = said $0 "\n" }
			END { if (count) print count; else { printf "%s", said >"/dev/stderr"; exit 1 } }'
}

# OPTION...: sets figure.
measure() {
	local all half
	all=$(count "$work/all.pcap" "$@") && half=$(count "$work/half.pcap" "$@") || {
		say "callgrind does not count: sniffer $*"
		exit 1
	}
	figure=$(awk -v all="$all" -v half="$half" -v packets=$((connections * 8 / 2)) \
		'BEGIN { printf "%.1f", (all - half) / packets }')
}

# What the build folder says of its compiler.
compiler() {
	local program
	program=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")
	"$program" --version | sed 1q
}

# NAME FIGURE: a line of the table.
show() {
	local before
	before=$([[ $mode != compare ]] || awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$kept")
	if [[ -n $before ]]; then
		awk -v name="$1" -v now="$2" -v before="$before" \
			'BEGIN { printf "%-12s %10.1f %10.1f %8.4f\n", name, now, before, now / before }'
	else
		printf '%-12s %10.1f\n' "$1" "$2"
	fi
}

mode=show build=$ROOT/build
while (($#)); do
	case $1 in
	--compare | --update) mode=${1#--} ;;
	-h | --help) usage && exit 0 || exit 1 ;;
	-*) say "unknown option '$1': see tests/bench/instructions.sh --help" && exit 2 ;;
	*) build=$1 ;;
	esac
	shift
done
command -v valgrind >/dev/null || {
	say "valgrind is not installed"
	exit 1
}
[[ -x $build/bin/sniffer && -x $build/tests/documented_pcap && -e $build/tests/fixed_random.so ]] || {
	say "no programs in $build: cmake --preset release && cmake --build --preset release"
	exit 1
}
[[ $mode != compare || -e $kept ]] || {
	say "there is nothing to compare with: --update writes it"
	exit 1
}
work=$(mktemp -d) || exit 1
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$work"
"$build/tests/documented_pcap" $connections 100 >"$work/all.pcap" &&
	"$build/tests/documented_pcap" $((connections / 2)) 100 >"$work/half.pcap" || exit 1

printf '%-12s %10s' row 'a packet'
[[ $mode != compare ]] || printf ' %10s %8s' kept ratio
printf '\n'
for row in "${rows[@]}"; do
	read -r name options <<<"$row"
	# shellcheck disable=SC2086 # words
	measure $options
	show "$name" "$figure"
	printf '%s\t%s\t%s\t%s\n' "$name" "$figure" "$(compiler)" "$(date +%F)" >>"$work/rows"
done
[[ $mode != update ]] || {
	printf '# row\tinstructions a packet\tcompiler\tdate\n'
	cat "$work/rows"
} >"$kept"
