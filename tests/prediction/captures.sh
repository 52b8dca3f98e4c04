#!/bin/sh
# SPDX-License-Identifier: MIT
# captures.sh TESTS: the captures of all stories and goldens, in which each shorter way is tried beside
# the full one. TESTS: the folder of the programs.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tests=$1
folder=$(mktemp -d "${TMPDIR:-/tmp}/prediction.XXXXXX")
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
for file in "$here"/../stories/*.story "$here"/../golden/*.story; do
	name=${file##*/}
	"$tests/story" build "$file" >"$folder/${name%.story}.pcap"
done
for file in "$here"/../golden/*.pcap; do
	cp "$file" "$folder/golden-${file##*/}"
done
"$tests/prediction_check" captures "$folder"/*.pcap
