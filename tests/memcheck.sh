#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The main paths under valgrind; see --help.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1

usage() {
	cat <<'END'
usage: tests/memcheck.sh BUILD

Runs the programs of the folder BUILD (not one with sanitizers) under valgrind's memcheck: the sniffer
on captures in every format, the documented exchange between server and client, a load, and their
errors. Nothing may be read before it was written, nothing be lost.

  --help  print this

Exit status: 0 clean, 1 not so, 2 wrong usage, 77 valgrind cannot tell here.
END
}

fail() {
	echo "FAIL memcheck.sh: $*"
	exit 1
}

skip() {
	echo "SKIP memcheck.sh: $*"
	exit 77
}

checked=0
# STATUS COMMAND...: under valgrind; it must exit with STATUS.
check() {
	local expected=$1 status
	shift
	valgrind "${options[@]}" "$@" >"$folder/out" 2>"$folder/err"
	status=$?
	[[ $status -eq $expected ]] || {
		cat "$folder/err"
		fail "exit status $status, not $expected: $*"
	}
	checked=$((checked + 1))
}

read_captures() {
	local story format words
	words=$("$bin/sniffer" --help | sed -n 's/^ *-f, --format=\([a-z|]*\).*/\1/p')
	[[ -n $words ]] || fail "--help does not tell the formats"
	for story in two ipv6 link-sll2 hostile; do
		"$BUILD/tests/story" build "$ROOT/tests/golden/$story.story" >"$folder/$story.pcap" ||
			fail "$story.story"
	done
	for format in ${words//|/ }; do
		check 0 "$bin/sniffer" -p 0 -f "$format" --explain --phases -r "$folder/two.pcap"
		check 0 "$bin/sniffer" -p 0 -f "$format" -r "$folder/hostile.pcap"
	done
	check 0 "$bin/sniffer" -p 0 -f none --connections -r "$folder/link-sll2.pcap"
	check 0 "$bin/sniffer" -p 0 --explain -v -r "$folder/ipv6.pcap"
	check 0 "$bin/sniffer" -p 0 --max-connections=1 -w "$folder/copy.pcap" -r "$folder/two.pcap"
	head -c 300 "$folder/two.pcap" >"$folder/cut.pcap"
	check 1 "$bin/sniffer" -p 0 -r "$folder/cut.pcap"
	check 1 "$bin/sniffer" -r "$folder/none.pcap"
	check 2 "$bin/sniffer" --no-such-option
}

# FILE PATTERN PID: waits for the line; fails when the process ends before.
await() {
	until grep -q "$2" "$1"; do
		kill -0 "$3" 2>/dev/null || fail "ended before '$2': $(cat "$1")"
		sleep 0.05
	done
}

# OPTION...: a server, and what clients do with it.
serve() {
	local server
	: >"$folder/server"
	valgrind "${options[@]}" "$bin/server" "$@" >"$folder/server" 2>&1 &
	server=$!
	await "$folder/server" 8079 "$server"
	check 0 "$bin/client"
	check 0 "$bin/client" --wait-echo --close=half
	check 0 "$bin/client" --close=reset
	check 0 "$bin/client" -q --connections=4 --requests=40 --reconnect
	kill -INT "$server"
	wait "$server" || fail "server $*: exit status $?: $(cat "$folder/server")"
	checked=$((checked + 1))
}

main() {
	case "$#:${1-}" in
	1:--help)
		usage
		exit
		;;
	1:--inside | 1:-* | 0:)
		echo "memcheck.sh: see 'tests/memcheck.sh --help'" >&2
		exit 2
		;;
	esac
	command -v valgrind >/dev/null || skip "valgrind is not installed"
	if [[ $1 != --inside ]]; then
		unshare -Urn true 2>/dev/null || skip "this system gives no private network namespace"
		exec unshare -Urn -- "$BASH" "$0" --inside "$1"
	fi
	BUILD=$(cd "$2" && pwd) || exit 1
	bin=$BUILD/bin
	ip link set lo up || skip "lo cannot be brought up"
	folder=$(mktemp -d) || exit 1
	trap 'kill $(jobs -rp) 2>/dev/null; wait; rm -rf "$folder"' EXIT
	options=(-q --error-exitcode=99 --leak-check=full "--errors-for-leak-kinds=definite,indirect")
	read_captures
	serve
	serve --echo=bytes --threads=2
	check 1 "$bin/client"
	echo "$checked runs under valgrind, all clean"
}

main "$@"
