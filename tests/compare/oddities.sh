#!/bin/sh
# SPDX-License-Identifier: MIT
# oddities.sh BUILD: headers in every wrapping, whole, broken and cut, as Wireshark reads them.
set -eu
build=$1 here=$(dirname "$0")
folder=$(mktemp -d "${TMPDIR:-/tmp}/oddities.XXXXXX")
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
for link in 0 1 9 50 51 101 104 108 113 228 229 276; do
	"$build/tests/tools/oddities" "$link" >"$folder/odd-$link.pcap"
done
sh "$here/compare.sh" headers "$build" "$here/differences-headers.tsv" "$folder"/*.pcap
