#!/bin/sh
# SPDX-License-Identifier: MIT
# golden.sh BIN_DIR: every golden NDJSON, and what the sniffer says about every story, is what the
# schema allows. Exit 77: cannot tell here.
set -eu
tests=$(cd "$(dirname "$0")/.." && pwd)
bin=$1
python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null || {
	echo "SKIP: python3 with jsonschema (4.0 or later) is not installed"
	exit 77
}
folder=$(mktemp -d)
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
for story in "$tests"/golden/*.story "$tests"/stories/*.story; do
	[ -e "$story" ] || continue
	name=$(basename "$story" .story)
	"$bin/../tests/story" build "$story" >"$folder/pcap"
	"$bin/sniffer" -r "$folder/pcap" -p 0 -f json >"$folder/$name.ndjson"
done
# What is read once, as an interface is, tells later what became of a segment.
for name in ack-lost data-lost; do
	"$bin/../tests/story" build "$tests/stories/$name.story" |
		"$bin/sniffer" -r - -p 0 -f json >"$folder/$name-once.ndjson"
done
python3 "$tests/schema/validate.py" "$tests/schema/event.json" \
	"$tests"/golden/*.ndjson "$folder"/*.ndjson
python3 "$tests/schema/validate.py" "$tests/schema/compare.json" "$tests"/compared/*.ndjson
