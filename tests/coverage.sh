#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Which lines the tests reach; see --help.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
build=$ROOT/build-coverage
reasons=$ROOT/tests/coverage-reasons.txt

usage() {
	cat <<'END'
usage: tests/coverage.sh [LABEL...]

Builds everything for gcov (build-coverage/), runs the tests of these labels (unit, story, golden and
fuzz unless told) and prints how many lines of each folder they reach, then each line of
capture/decode, capture/track and capture/explain that none reaches, with its reason from
tests/coverage-reasons.txt. It takes gcc with its gcov, and two minutes.

  -h, --help  print this

Exit status: 0 each of the three folders is reached to 95 % and no reason is missing or stale, and all
tests passed; 1 not so; 2 wrong usage.
END
}

# TEXT...: a line for a person.
say() {
	printf 'tests/coverage.sh: %s\n' "$*" >&2
}

# LOG COMMAND...: what it says is shown only when it fails.
quietly() {
	local log=$1
	shift
	"$@" >"$log" 2>&1 || {
		tail -n 30 "$log" >&2
		say "failed: $*: see $log"
		exit 1
	}
}

# Without the filter of system calls, which forbids to write down what was reached.
build_all() {
	mkdir -p "$build"
	quietly "$build/configure.log" cmake -S "$ROOT" -B "$build" -DCMAKE_BUILD_TYPE=Debug \
		-DCMAKE_C_COMPILER=gcc -DCMAKE_C_FLAGS='-O0 --coverage' -DHANDSHAKE_SANDBOX=OFF
	quietly "$build/build.log" cmake --build "$build" -j "$(nproc)"
}

# LABEL...: unit.sandbox tests what this build has not got.
run_tests() {
	local labels
	labels=$(IFS='|' && echo "$*")
	find "$build" -name '*.gcda' -delete
	cd "$build" || exit 1
	quietly "$build/test.log" ctest -j "$(nproc)" -L "^($labels)\$" -E '^unit\.sandbox$' \
		--no-tests=error
}

# FILE NUMBER COUNT for each line of code; what is built into two programs is reached in either.
count_lines() {
	find "$build"/{common,capture,server,client} -name '*.gcno' -exec gcov -t {} + 2>/dev/null |
		awk -F: -v root="$ROOT/" '
			$3 == "Source" { file = substr($0, index($0, $4)); sub(root, "", file); next }
			file ~ /^\// || $2 + 0 == 0 { next }
			{ gsub(/[ *]/, "", $1) }
			$1 == "-" { next }
			{ reached[file " " $2 + 0] += $1 ~ /^[0-9]/ }
			END { for (line in reached) print line, reached[line] }' |
		sort -k 1,1 -k 2,2n
}

# The table of the folders; fails when one of the three is not there or below 95 %.
report_folders() {
	awk '
		{ folder = $1; sub(/\/[^\/]*$/, "", folder); all[folder]++; hit[folder] += $3 > 0 }
		END {
			for (folder in all)
				printf "%5.1f %%  %5d of %5d lines  %s\n", 100 * hit[folder] / all[folder],
					hit[folder], all[folder], folder | "sort -k 7"
			close("sort -k 7")
			split("decode track explain", rooms)
			for (i in rooms) {
				room = "capture/" rooms[i]
				if (all[room] == 0 || hit[room] < 0.95 * all[room]) {
					print room ": below 95 %"
					failed = 1
				}
			}
			exit failed
		}'
}

# Each line of the three that is not reached, and its reason; fails where one is missing or stale.
report_unreached() {
	awk -v root="$ROOT/" -v reasons="$reasons" '
		function source_line(file, number,    i, line) {
			for (i = 0; i < number; i++)
				if ((getline line <(root file)) <= 0)
					break
			close(root file)
			sub(/^[ \t]+/, "", line)
			return line
		}
		function reason_of(key,    entry) {
			for (entry in unused)
				if (index(entry, key) == 1) {
					unused[entry] = 0
					return substr(entry, length(key) + 1)
				}
			failed = 1
			return "NOT REACHED, AND NO REASON"
		}
		BEGIN {
			while ((getline entry <reasons) > 0)
				if (entry !~ /^(#|$)/)
					unused[entry] = 1
		}
		$3 == 0 && $1 ~ /^capture\/(decode|track|explain)\// {
			text = source_line($1, $2)
			print $1 ":" $2 ": " text " (" reason_of($1 ": " text ": ") ")"
		}
		END {
			for (entry in unused)
				if (unused[entry]) {
					print "a reason that no line needs: " entry
					failed = 1
				}
			exit failed
		}'
}

main() {
	local lines status=0
	case ${1-} in
	-h | --help)
		usage
		exit
		;;
	-*)
		say "unknown argument: see 'tests/coverage.sh --help'"
		exit 2
		;;
	esac
	(($#)) || set -- unit story golden fuzz
	build_all
	run_tests "$@"
	lines=$(count_lines)
	report_folders <<<"$lines" || status=1
	report_unreached <<<"$lines" || status=1
	exit "$status"
}

main "$@"
