#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# passes.sh BIN_DIR: tests/run.sh is green only when every listed test ran and passed: whatever else
# its ctest does, it fails with one line that says what, and it ends with what ctest says at its end.
# tests/nightly.sh plays nothing when its command line is wrong, and skips what lacks a compiler.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
plain_host "$@"
ulimit -c 0 # one ctest ends by SIGSEGV
export TREE=$TMP/tree
mkdir -p "$TREE/tests/demo" "$TREE/tests/suite" "$TMP/tools"
cp "$ROOT/tests/run.sh" "$ROOT/tests/nightly.sh" "$TREE/tests"
cp "$ROOT"/tests/demo/packages.{sh,txt} "$TREE/tests/demo"
cp "$ROOT/tests/suite/ctest.sh" "$TREE/tests/suite"

# NAME, its text on stdin: a program that tests/run.sh finds first.
fake() {
	{ printf '#!%s\n' "$BASH" && cat; } >"$TMP/tools/$1"
	chmod +x "$TMP/tools/$1"
}

for compiler in cc gcc clang; do
	fake "$compiler" </dev/null
done
fake cmake <<'END'
[[ "$*" != "--build --preset $PRESET" || $FAULT != build ]]
END
# Three tests, of which one cannot tell; but where FAULT is to show, in the pass of PRESET.
fake ctest <<'END'
preset=$2
log=$TREE/build-$preset/Testing/Temporary
[[ $preset != release ]] || log=$TREE/build/Testing/Temporary
mkdir -p "$log"
[[ $preset == "$PRESET" ]] || FAULT=none
[[ $FAULT != HUP && $FAULT != SEGV ]] || [[ $* == *-N ]] || kill -s "$FAULT" $$
listed=3 ran=3 failed=0
case $FAULT in
empty) listed=0 ran= ;;
fewer) ran=2 ;;
silent) ran= ;;
failed) failed=1 ;;
esac
if [[ $* == *-N ]]; then
	printf '  Test #1: one\n\nTotal Tests: %d\n' "$listed"
	exit
fi
printf '%s\n' '2/3 Testing: two' 'SKIP two: no veth here' >"$log/LastTest.log"
echo '1/3 Test #1: one ... Passed'
[[ -n $ran ]] || exit 0
printf '%d%% tests passed, %d tests failed out of %d\n\n' $((100 - failed)) "$failed" "$ran"
echo 'Total Test time (real) = 1.00 sec'
exit $((failed * 8))
END

# FAULT PRESET: tests/run.sh, whose ctest has this fault in this pass.
run_passes() {
	PATH=$TMP/tools:$PATH FAULT=$1 PRESET=$2 CI='' "$BASH" "$TREE/tests/run.sh" \
		>"$TMP/run.out" 2>"$TMP/run.err"
	status=$?
}

run_passes none none
expect_status "$status" 0 "all passes pass"
passes=$(grep -c '^==== ' "$TMP/run.out")
[[ $(grep -c '^not tested here: two: SKIP two: no veth here$' "$TMP/run.out") -eq $passes ]] ||
	fail "not each of the $passes passes tells what was skipped"
tail -n 3 "$TMP/run.out" >"$TMP/end"
printf '%s\n\n%s\n' '100% tests passed, 0 tests failed out of 3' 'Total Test time (real) = 1.00 sec' |
	diff - "$TMP/end" || fail "its end is not ctest's"
echo "all passes: green"

# FAULT PRESET LINE: it fails, goes on to no other pass, and says LINE about the folder.
red() {
	local folder=build-$2
	[[ $2 != release ]] || folder=build
	run_passes "$1" "$2"
	expect_status "$status" 1 "$1 in the pass $2"
	[[ $(grep '^==== ' "$TMP/run.out" | tail -n 1) == "==== $2 ====" ]] ||
		fail "$1 in the pass $2: it went on"
	[[ -z $3 ]] || [[ $(tail -n 1 "$TMP/run.err") == "tests/run.sh: $folder: $3" ]] ||
		fail "$1 in the pass $2: does not say '$3'"
	echo "$1 in the pass $2: red"
}

mapfile -t presets < <(sed -n 's/^==== \(.*\) ====$/\1/p' "$TMP/run.out")
for preset in "${presets[@]}"; do
	red HUP "$preset" "ctest was ended by SIGHUP"
done
red SEGV "$preset" "ctest was ended by SIGSEGV"
red empty "$preset" "none of 0 listed tests ran"
red fewer "$preset" "2 of 3 listed tests ran"
red silent "$preset" "none of 3 listed tests ran"
red failed "$preset" ""
red build "${presets[0]}" ""

# WORD...
nightly() {
	PATH=$TMP/tools:$PATH FAULT=none PRESET=none "$BASH" "$TREE/tests/nightly.sh" "$@" \
		>"$TMP/nightly.out" 2>"$TMP/nightly.err"
}

for words in end 'pass.*' '1 2' '1 flakes 100' '1 passes 3'; do
	# shellcheck disable=SC2086 # words
	nightly fuzz $words
	expect_status $? 2 "tests/nightly.sh fuzz $words"
	[[ ! -s $TMP/nightly.out ]] || fail "tests/nightly.sh fuzz $words: it played before it said what is wrong"
done
fake clang <<<'exit 1'
nightly fuzz 1 passes
expect_status $? 0 "tests/nightly.sh without clang"
[[ $(grep -cE '^(fuzz 1|passes) +skipped ' "$TMP/nightly.out") -eq 2 ]] ||
	fail "tests/nightly.sh without clang: does not skip what needs it"
[[ $(grep -c '^==== ' "$TMP/nightly.out") -eq 3 ]] || fail "tests/nightly.sh without clang: what it can do"
echo "tests/nightly.sh: green"
