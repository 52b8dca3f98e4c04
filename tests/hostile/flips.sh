#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# flips.sh BUILD PASSES: our captures, so many times over, with 2 % of their bytes others: each time it
# ends by itself, within 10 s of CPU time and 512 MiB, with exit status 0, or 1 and one line that says
# why. (ctest makes fewer passes than one may want to make before a release: 10.) The formats take turns.
. "$(dirname "$0")/lib.sh"
passes=${2:?how many passes}
find_formats
limits='ulimit -t 10; ulimit -v 524288'
! sanitized || limits='ulimit -t 60'
count=0 refused=0 stories=0
for ((pass = 1; pass <= passes; pass++)); do
	for story in "$HERE"/../stories/*.story "$HERE"/../golden/*.story; do
		count=$((count + 1))
		((pass > 1)) || "$STORY" build "$story" >"$FOLDER/$count.pcap" || fail "$story"
		keep=24
		((pass % 4)) || keep=0 # the file's header too
		"$TOOLS/flip" "$pass$count" 2 $keep <"$FOLDER/$((count - (pass - 1) * stories)).pcap" \
			>"$FOLDER/flipped" || fail "flip"
		format=${formats[count % ${#formats[@]}]}
		more=()
		[[ $format != none ]] || more=(--connections)
		[[ $format != line ]] || more=(--explain --phases)
		(
			eval "$limits"
			exec "$SNIFFER" -p 0 -f "$format" "${more[@]}" -r "$FOLDER/flipped"
		) >"$FOLDER/out" 2>"$FOLDER/err"
		status=$?
		if [[ $status -eq 1 && $(wc -l <"$FOLDER/err") -eq 1 ]]; then
			refused=$((refused + 1))
		elif [[ $status -ne 0 ]]; then
			cat "$FOLDER/err"
			fail "exit status $status: flip $pass$count 2 $keep of $story, -f $format"
		fi
	done
	((pass > 1)) || stories=$count
done
echo "$count captures, $refused of them told to be damaged"
