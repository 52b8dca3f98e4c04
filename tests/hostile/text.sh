#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# text.sh BUILD: all 256 byte values, and what UTF-8 can do to a reader (overlong forms, surrogates,
# bidirectional and zero-width characters), as payload, in every format: text.py says what must hold.
# And what is shown does not depend on the hash's random keys.
. "$(dirname "$0")/lib.sh"
find_formats
command -v python3 >/dev/null || skip "python3 is not there to look at the output"
for name in bytes utf8; do
	"$STORY" build "$HERE/../golden/$name.story" >"$FOLDER/$name.pcap" || fail "$name.story"
	segments=$("$SNIFFER" -r "$FOLDER/$name.pcap" | wc -l)
	for format in "${formats[@]}"; do
		case $format in
		line) words=('' '--phases --explain') ;;
		ladder) words=('' --explain) ;;
		*) words=('') ;;
		esac
		for more in "${words[@]}"; do
			# shellcheck disable=SC2086 # words
			"$SNIFFER" -r "$FOLDER/$name.pcap" -f "$format" $more --color=never \
				>"$FOLDER/out" 2>"$FOLDER/err" || fail "$name: -f $format $more: $(cat "$FOLDER/err")"
			python3 "$HERE/text.py" "$format" "$segments" "$more" "$FOLDER/$name.pcap" \
				<"$FOLDER/out" || fail "$name: -f $format $more"
		done
	done
done

for story in "$HERE"/../golden/two.story "$HERE"/../stories/interleaved.story; do
	"$STORY" build "$story" >"$FOLDER/two.pcap" || fail "$story"
	for format in "${formats[@]}"; do
		for run in 1 2 3 4 5; do
			"$SNIFFER" -p 0 -r "$FOLDER/two.pcap" -f "$format" >"$FOLDER/run.$run" || fail "run $run"
			cmp "$FOLDER/run.1" "$FOLDER/run.$run" || fail "$story: -f $format: runs differ"
		done
	done
done
"$TOOLS/syns" 3000 random >"$FOLDER/many.pcap"
for run in 1 2 3; do
	"$SNIFFER" -p 0 -r "$FOLDER/many.pcap" -f json --max-connections=100 >"$FOLDER/run.$run" 2>/dev/null
	cmp "$FOLDER/run.1" "$FOLDER/run.$run" || fail "3000 connections: runs differ"
done
echo "formats: ${formats[*]}"
