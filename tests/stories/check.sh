#!/bin/sh
# SPDX-License-Identifier: MIT
# check.sh STORY-PROGRAM SNIFFER FILE.story: what the sniffer says about the story's capture is what
# the story says.
set -eu
story=$1 sniffer=$2 file=$3
folder=$(mktemp -d "${TMPDIR:-/tmp}/story.XXXXXX")
trap 'rm -rf "$folder"' EXIT
"$story" build "$file" >"$folder/pcap"
"$sniffer" -q -p 0 -f json -r "$folder/pcap" >"$folder/json"
"$story" check "$file" "$folder/json"
