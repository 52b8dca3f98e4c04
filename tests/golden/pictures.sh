#!/bin/sh
# SPDX-License-Identifier: MIT
# Pictures as golden output: of a few scenarios the ladder, the Mermaid diagram and the SVG, drawn from
# the story of its name, without times and real numbers; and some with options.
#   pictures.sh BIN_DIR            compares them all with what is in pictures/
#   pictures.sh BIN_DIR --update   draws all of them anew: look at the difference before you commit it
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
. "$here/replace.sh"
. "$here/../suite/temporary.sh"
bin=$(cd "${1:?the folder of the programs}" && pwd) || exit 1
update=${2-}
LC_ALL=C.UTF-8 COLUMNS=80
export LC_ALL COLUMNS
folder=$(mktemp -d) || exit 1
remove_at_end "$folder"

# Scenarios, and what each draws that no other here does: with the others below they reach every line
# and branch of capture/write and capture/explain that the pictures of all scenarios would.
scenarios='
big-transfer     more segments than there is room for at first
ecn              a mark of congestion
fast-open        data in the SYN
fast-retransmit  blocks of selective acknowledgement
half-close       data behind a FIN
ipv6             ends too long to stand side by side
late-echo        a RST behind a FIN
quickack-off     the ACK of the handshake on the first data
refused          a connection that never was
self-connect     one socket as both ends
simultaneous-close two segments that cross
time-wait        a second connection
urgent           an urgent pointer
'

# Beside the three of each: picture (its ending is the format), story (of a sweep: its table),
# options. The readme's is shown in README.md.
others='
delayed-ack.svg         stories/four-way     --time-scale
delayed-ack.ladder      stories/four-way
wide.ladder             golden/two
english.ladder          stories/four-way     --lang=en --explain
english.svg             stories/zero-window  --lang=en
english.mmd             stories/abort        --lang=en
plain.ladder            golden/two           --ascii --canonical
color.ladder            stories/data-lost    --color=always --canonical
hostile.ladder          golden/hostile       --canonical
hostile.mmd             golden/hostile       --canonical
hostile.svg             golden/hostile       --canonical
readme.svg              golden/seed          --canonical --lang=en
lost.ladder             stories/simultaneous-close-fin-lost --lang=en
lost.svg                stories/fast-retransmit --lang=en
sweep.svg               golden/sweep         --lang=zh
sweep-english.svg       golden/sweep         --lang=en
'

# Lines: picture, story, options.
pictures() {
	echo "$scenarios" | while read -r scenario _; do
		[ -n "$scenario" ] || continue
		story=stories/$scenario
		[ "$scenario" != ipv6 ] || story=golden/ipv6
		for ending in ladder mmd svg; do
			echo "$scenario.$ending $story --canonical"
		done
	done
	echo "$others"
}

# PICTURE STORY OPTION...
draw() {
	picture=$1 story=$2
	shift 2
	case $picture in
	sweep*)
		"$bin/../tests/sweep_table" "${1#--lang=}" '"Linux" <&>' <"$here/../$story.tsv" >"$folder/$picture"
		return
		;;
	*.mmd) format=mermaid ;;
	*) format=${picture##*.} ;;
	esac
	columns=80
	[ "$picture" != wide.ladder ] || columns=140
	"$bin/../tests/story" build "$here/../$story.story" >"$folder/pcap" &&
		COLUMNS=$columns "$bin/sniffer" -p 0 -r "$folder/pcap" -f "$format" "$@" >"$folder/$picture"
}

count=0 failed=0
pictures >"$folder/list"
while read -r picture story options; do
	[ -n "$picture" ] || continue
	count=$((count + 1))
	# shellcheck disable=SC2086 # words
	if ! draw "$picture" "$story" $options; then
		echo "FAIL $picture: it could not be drawn"
		failed=$((failed + 1))
	elif [ "$update" = --update ]; then
		replace "$folder/$picture" "$here/pictures/$picture" || failed=$((failed + 1))
	elif ! diff -u "$here/pictures/$picture" "$folder/$picture"; then
		failed=$((failed + 1))
	fi
done <"$folder/list"

# No picture is left over from something that is gone.
for picture in "$here"/pictures/*; do
	grep -q "^$(basename "$picture") " "$folder/list" || {
		echo "FAIL $(basename "$picture"): nothing draws it any more"
		failed=$((failed + 1))
	}
done

# What README.md shows is drawn by the program.
readme=$here/../../README.md
for picture in $(grep -o 'tests/golden/pictures/[a-z0-9.-]*' "$readme" || echo none); do
	[ -s "$here/../../$picture" ] || {
		echo "FAIL README.md: $picture is not there"
		failed=$((failed + 1))
	}
done
set -- "$here"/pictures/*
[ $# -eq $count ] || {
	echo "FAIL $count are to be drawn, and there are $#"
	failed=$((failed + 1))
}
[ $failed -eq 0 ] || {
	echo "tests/golden/pictures.sh BIN_DIR --update draws all anew"
	exit 1
}
