#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# coverage.sh [LABEL...]: which lines the tests reach (those of these labels; unit, story, golden and
# fuzz unless told), by folder, and the lines that none reaches. It needs gcov, which comes with gcc.
# The goal: 95 % in decode, track and explain; what is not reached there is listed with its reason in
# tests/coverage-reasons.txt, and a line that is in neither makes the exit status 1.
set -eu
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$ROOT/build-coverage
labels=$(IFS='|' && echo "${*:-unit|story|golden|fuzz}")
cmake -S "$ROOT" -B "$build" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=gcc \
	-DCMAKE_C_FLAGS='--coverage -fprofile-abs-path' -DHANDSHAKE_CONFINE=OFF >"$ROOT/build-coverage.log"
mv "$ROOT/build-coverage.log" "$build/configure.log"
cmake --build "$build" -j "$(nproc)" >"$build/build.log"
find "$build" -name '*.gcda' -delete
(cd "$build" && ctest -j "$(nproc)" -L "^($labels)\$" >test.log) ||
	echo "some tests failed: $build/test.log" >&2

# One line for each line of code: FILE NUMBER COUNT; a file that is built in two programs comes twice.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
find "$build/common" "$build/capture" "$build/server" "$build/client" -name '*.gcda' |
	xargs gcov -t 2>/dev/null |
	awk -F: -v root="$ROOT/" '
		$3 == "Source" { file = $4; sub(root, "", file); next }
		file ~ /^\// || $2 + 0 == 0 { next }
		{ gsub(/[ *]/, "", $1) }
		$1 == "-" { next }
		{ key = file " " $2 + 0; reached[key] += $1 ~ /^[0-9]/ ? $1 : 0 }
		END { for (key in reached) print key, reached[key] }' | sort -k 1,1 -k 2,2n >lines
awk '{ folder = $1; sub(/\/[^\/]*$/, "", folder); all[folder]++; hit[folder] += $3 > 0 }
	END { for (f in all) printf "%5.1f %%  %5d of %5d lines  %s\n", 100 * hit[f] / all[f], hit[f], all[f], f }' \
	lines | sort -k 7
echo
status=0
while read -r file number _; do
	text=$(sed -n "${number}p" "$ROOT/$file" | sed 's/^[[:space:]]*//')
	if reason=$(grep -F "$file: $text: " "$ROOT/tests/coverage-reasons.txt"); then
		echo "$file:$number: $text (${reason#"$file: $text: "})"
	else
		echo "$file:$number: $text (NOT REACHED, AND NO REASON)"
		status=1
	fi
done < <(awk '$3 == 0 && $1 ~ /^capture\/(decode|track|explain)\//' lines)
exit $status
