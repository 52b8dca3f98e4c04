#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Speed as ratios in one run: our programs beside the floors (the least that the work can cost) and
# beside other tools, in turn (A B C A B C ...), medians.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
# shellcheck source=tests/bench/rows.sh
. "$ROOT/tests/bench/rows.sh"
# shellcheck source=tests/bench/offline.sh
. "$ROOT/tests/bench/offline.sh"
# shellcheck source=tests/bench/network.sh
. "$ROOT/tests/bench/traffic.sh"
# shellcheck source=tests/bench/network.sh
. "$ROOT/tests/bench/network.sh"

usage() {
	cat <<'END_OF_USAGE'
Usage: tests/bench/run.sh [--json] [--runs N] [--packets N] [--seconds N] [BUILD_DIR] [SECTION...]

Measures, with the release build in BUILD_DIR (default: build), the sections
  offline  CPU time of reading a capture, beside a bare libpcap loop, gopacket, tcpdump and tshark
  bulk     the same of bulk transfers, full-size segments of text and of random bytes
  real     the same of thousands of connections, mixed sizes, with losses
  server   requests and connections per second, beside a bare epoll loop
  live     what an echo load reaches while its segments are captured, beside tcpdump
  live-bulk
           what is lost of a bulk transfer over lo, as fast as it gets, while it is captured;
           needs iperf3
  million  1,000,000 connections made and captured; takes some minutes
By default offline, bulk, real, server and live. All but the first three run in a private network.

  --json       the table as JSON
  --runs N     runs of each command (default 5)
  --packets N  packets in the capture, in millions (default 4); slow readers get a tenth of them,
               and their times are scaled up
  --seconds N  length of each load (default 5)
  -h, --help   print this
END_OF_USAGE
}

say() {
	printf 'bench: %s\n' "$*" >&2
}

# A number from 1 on.
number() {
	[[ $2 =~ ^[1-9][0-9]{0,8}$ ]] || {
		say "$1 takes a number from 1 on: see tests/bench/run.sh --help"
		exit 2
	}
	printf '%s' "$2"
}

json='' runs=5 millions=4 seconds=5 build=$ROOT/build sections=()
original=("$@")
while (($#)); do
	case $1 in
	--json) json=yes ;;
	--runs) runs=$(number "$1" "${2-}") && shift || exit 2 ;;
	--packets) millions=$(number "$1" "${2-}") && shift || exit 2 ;;
	--seconds) seconds=$(number "$1" "${2-}") && shift || exit 2 ;;
	-h | --help) usage && exit 0 || exit 1 ;;
	offline | bulk | real | server | live | live-bulk | million) sections+=("$1") ;;
	-*) say "unknown option '$1': see tests/bench/run.sh --help" && exit 2 ;;
	*) build=$1 ;;
	esac
	shift
done
((${#sections[@]})) || sections=(offline bulk real server live)
[[ -x $build/bin/sniffer && -x $build/tests/traffic_pcap ]] || {
	say "no programs in $build: cmake --preset release && cmake --build --preset release"
	exit 1
}
enter_network "${original[@]}"
work=$(mktemp -d) || exit 1
# STATUS: ends the script with it, amid the trap on EXIT, too.
clean_up() {
	trap '' INT TERM
	end_all
	rm -rf "$work"
	exit "$1"
}
trap 'clean_up $?' EXIT
trap 'clean_up 1' INT TERM

for section in "${sections[@]}"; do
	"${section//-/_}_section"
done
print_table
