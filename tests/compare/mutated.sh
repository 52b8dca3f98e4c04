#!/bin/sh
# SPDX-License-Identifier: MIT
# mutated.sh BUILD COUNT STORY...: COUNT captures of exchanges to which accidents happened. Their
# headers are as Wireshark reads them, and nothing that the sniffer meets there stops it.
set -eu
build=$1 count=$2 here=$(dirname "$0")
shift 2
folder=$(mktemp -d "${TMPDIR:-/tmp}/mutated.XXXXXX")
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
seed=0
while [ "$seed" -lt "$count" ]; do
	for story; do
		seed=$((seed + 1))
		[ "$seed" -le "$count" ] || break
		"$build/tests/tools/mutate" "$story" "$seed" >"$folder/$(basename "$story" .story).$seed.pcap"
	done
done
sh "$here/compare.sh" headers "$build" /dev/null "$folder"/*.pcap
