#!/bin/sh
# SPDX-License-Identifier: MIT
# check.sh STORY-PROGRAM SNIFFER FILE.story: what the sniffer says about the story's capture is what
# the story says; read from a pipe, it tells the same of each frame in the end; its page has an end.
set -eu
story=$1 sniffer=$2 file=$3
folder=$(mktemp -d "${TMPDIR:-/tmp}/story.XXXXXX")
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
"$story" build "$file" >"$folder/pcap"
options=
! grep -q '^vlans$' "$file" || options=--vlan
"$sniffer" -q -p 0 -f json $options -r "$folder/pcap" >"$folder/json"
"$story" check "$file" "$folder/json"
"$sniffer" -q -p 0 -f json $options -r - <"$folder/pcap" >"$folder/live"
awk -f "${0%/*}/live.awk" "$folder/live" "$folder/json" || {
	echo "$file: what is told of a frame later is not what is told at once"
	exit 1
}
"$sniffer" -q -p 0 -f html $options -r "$folder/pcap" >"$folder/html"
[ "$(tail -n 1 "$folder/html")" = '</html>' ] || {
	echo "$file: its page has no end"
	exit 1
}
