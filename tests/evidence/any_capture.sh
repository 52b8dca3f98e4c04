#!/bin/sh
# SPDX-License-Identifier: MIT
# any_capture.sh STORY-PROGRAM SNIFFER TESTS-FOLDER: check.py and surfaces.py over the captures of all
# stories and of all golden cases; surfaces.py over those of strays.py, too.
set -eu
story=$1 sniffer=$2 tests=$3
command -v python3 >/dev/null || { echo "SKIP: no python3" && exit 77; }
folder=$(mktemp -d "${TMPDIR:-/tmp}/any_capture.XXXXXX")
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
python3 "$tests/evidence/check.py" --self-test
for file in "$tests"/stories/*.story "$tests"/golden/*.story; do
	name=${file#"$tests"/}
	"$story" build "$file" >"$folder/$(echo "$name" | tr / -).pcap"
done
python3 "$tests/evidence/check.py" "$sniffer" "$folder"/*.pcap "$tests"/golden/*.pcap
python3 "$tests/evidence/strays.py" "$folder" 1-16
python3 "$tests/evidence/surfaces.py" "$sniffer" "$folder"/*.pcap "$tests"/golden/*.pcap
