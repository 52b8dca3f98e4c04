#!/bin/sh
# SPDX-License-Identifier: MIT
# seed.sh BIN_DIR: the three tellings of the documented capture agree: seed.pcap is what
# seed.story says, and seed.txt is the listing that run_demo.sh compares with (documented.txt),
# whose first line is the start line of a live capture.
#   seed.sh BIN_DIR --update    makes seed.pcap anew
set -eu
cd "$(dirname "$0")"
story=$1/../tests/story
if [ "${2-}" = --update ]; then
	. ./replace.sh
	fresh=$(mktemp)
	. ../suite/temporary.sh
	remove_at_end "$fresh"
	"$story" build seed.story >"$fresh"
	replace "$fresh" seed.pcap
fi
"$story" build seed.story | cmp - seed.pcap
tail -n +2 ../catalogue/golden/documented.txt | diff -u - seed.txt
