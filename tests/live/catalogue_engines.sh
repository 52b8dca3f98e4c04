#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# catalogue_runner and run_demo.sh --check say the same of each scenario, and of some that
# are spoilt. What one of them calls inconclusive is not compared; of a spoilt one
# that has no verdict then the test says so.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
RUNNER=${BIN%/*}/tests/catalogue_runner
demo_copy
# run_demo.sh plays none that go over a path.
mapfile -t over_path < <(grep -l '^path:' "$TREE"/tests/scenarios/*.txt)
rm -f "${over_path[@]}"

# NAME...: what both say, in $TMP/demo.out and $TMP/runner.out.
check_by_both() {
	run_demo --check "$@"
	demo_status=$status
	timeout -k 5 300 "$RUNNER" --bin "$BIN" --scenarios "$TREE/tests/scenarios" --golden "$TREE/tests/golden" \
		--check "$@" >"$TMP/runner.out" 2>"$TMP/runner.err"
	runner_status=$?
}

# FILE: the verdicts, "NAME WORD" in order.
verdicts() {
	sed -n 's/^\(PASS\|DIFFERS\|INCONCLUSIVE\|SKIP\) \([a-z0-9-]*\):.*/\2 \1/p' "$1" | LC_ALL=C sort
}

check_by_both all
verdicts "$TMP/demo.out" >"$TMP/demo.verdicts"
verdicts "$TMP/runner.out" >"$TMP/runner.verdicts"
played=$(LC_ALL=C join "$TMP/demo.verdicts" "$TMP/runner.verdicts" | tee "$TMP/both.verdicts" | wc -l)
[[ $played -eq $(find "$TREE/tests/scenarios" -name '*.txt' | wc -l) ]] ||
	fail "of some scenario there is no verdict"
while read -r name demo runner; do
	case $name-$demo-$runner in
	*-INCONCLUSIVE-* | *-INCONCLUSIVE) undecided="$name was inconclusive" ;;
	*-"$runner"-"$runner") ;;
	*) fail "$name: run_demo.sh says $demo, the runner $runner" ;;
	esac
done <"$TMP/both.verdicts"

# NAME LINE...: adds them to its file.
spoil() {
	printf '%s\n' "${@:2}" >>"$TREE/tests/scenarios/$1.txt"
}

sed -i 's/826795175/826795176/' "$TREE/tests/golden/documented.txt"
sed -i 2d "$TREE/tests/golden/ecn.txt"
spoil four-way 'labels: zero-window'
sed -i 's/^expect: .*/expect: 3-way 3-segment server/' "$TREE/tests/scenarios/half-close.txt"
spoil syn-cookies 'set-up: sysctl net.ipv4.tcp_syncookies 1'
spoil cork 'needs: no-such-tool'
spoil options-off 'set-up: sysctl net.ipv4.no_such_setting 1'
sed -i '/^unwitnessed/d' "$TREE/tests/scenarios/keepalive-silent.txt"
mkdir -p "$TMP/libexec"
ln -s "${BIN%/*}/libexec/witness" "$TMP/libexec/"
spoilt=(documented ecn four-way half-close syn-cookies cork options-off keepalive-silent)

# WHO: what it said of each, to a file $TMP/NAME.WHO. Moments are measured, and a shell tells an error with its
# script's name.
split_verdicts() {
	sed -e 's/at +[0-9.]* s/at + s/g' -e 's/\(no_such_setting: \).*: /\1/' "$TMP/$1.out" |
		awk -v to="$TMP" -v who="$1" '
			/^(PASS|DIFFERS|INCONCLUSIVE|SKIP) / { name = $2; sub(/:$/, "", name) }
			/^[0-9]+ passed, / { name = "" }
			name != "" { print >(to "/" name "." who) }'
}

check_by_both "${spoilt[@]}"
[[ $demo_status -eq $runner_status ]] || fail "exit status $demo_status, and $runner_status"
split_verdicts demo
split_verdicts runner
for name in "${spoilt[@]}"; do
	[[ -s $TMP/$name.demo && -s $TMP/$name.runner ]] || fail "$name: no verdict"
	if grep -q ^INCONCLUSIVE "$TMP/$name.demo" "$TMP/$name.runner"; then
		undecided="$name was inconclusive"
		continue
	fi
	diff -u "$TMP/$name.demo" "$TMP/$name.runner" >"$TMP/differ.out" || fail "$name: they say something else"
done
skip_if_undecided
