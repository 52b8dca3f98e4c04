#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Building: only when needed, told how far it is and no more when it works, told when it fails, and ended by Ctrl-C. A fake
# cmake says how it was called, and brings the programs.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
demo_copy
demo_programs=()
mkdir -p "$TREE"/{common/cmake,capture,server,client,tests/path,tests/catalogue}
mkdir -p "$TREE/capture/write/page"
touch "$TREE"/{common,capture,server,client,tests/path,tests/catalogue}/{file.c,file.h,CMakeLists.txt}
PATH=$TMP/tools:$PATH
fake cmake <<'END'
echo "$*" >>"$TMP/calls"
echo "a word of cmake"
for done in 1 30 31 55 99 100; do
	[[ $1 != --build ]] || echo "[ $done%] Building C object x.c.o"
done
[[ $1 != --build ]] || { mkdir -p build/bin build/libexec && cp "$REAL"/* build/bin/ &&
	cp "$REAL"/../libexec/catalogue_runner build/libexec/; }
END

# WHAT COUNT: plays well, and cmake was called so often.
builds() {
	: >"$TMP/calls"
	run_demo
	skip_if_inconclusive
	expect_status "$status" 0 "$1"
	expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$TMP/demo.out" "$1: the listing"
	grep -q 'a word of cmake' "$TMP/demo.err" && fail "$1: what the build said is shown"
	[[ $(wc -l <"$TMP/calls") -eq $2 ]] || fail "$1: cmake was called: $(cat "$TMP/calls")"
}
builds "the first time" 2
grep -q '^--preset release -DBUILD_TESTING=OFF$' "$TMP/calls" || fail "not the release preset, or tests"
expect_line err '^run_demo.sh: building '
[[ $(grep -c '^run_demo.sh: built: \(25\|50\|75\) %$' "$TMP/demo.err") -eq 3 ]] || fail "how far it is is not told"
builds "the second time" 0
touch "$TREE/server/file.h"
echo BUILD_TESTING:BOOL=OFF >"$TREE/build/CMakeCache.txt"
builds "after a header has changed" 2
grep -q '^--preset release -DBUILD_TESTING=OFF$' "$TMP/calls" || fail "tests where there are none"
touch "$TREE/common/cmake/flags.cmake"
echo BUILD_TESTING:BOOL=ON >"$TREE/build/CMakeCache.txt"
builds "after a flag has changed" 2
grep -q '^--preset release$' "$TMP/calls" || fail "a developer's tests are switched off"
touch "$TREE/capture/write/page/main.js"
builds "after the page has changed" 2
rm "$TREE/build/bin/client"
builds "when a program is missing" 2
touch "$TREE/CMakePresets.json"
builds "after the presets have changed" 2
touch "$TREE/run_demo.sh" "$TREE/tests/catalogue/scenarios/documented.txt"
builds "after something has changed that is not compiled" 0
rm "$TREE/build/demo.stamp"
builds "when it was built by hand" 0

fake cmake <<<'echo "[3/4] x"; printf "file.c:7: error: \33[31mnonsense 中文\n"; exit 1'
touch "$TREE/common/file.c"
run_demo
expect_status "$status" 1 "a build that fails"
expect_line err '^file.c:7: error: \\x1b\[31mnonsense 中文$'
expect_line err '^run_demo.sh: the programs cannot be built'
expect_line err '^run_demo.sh: built: 75 %$'
expect_nothing_left "a build that fails"

fake cmake <<'END'
sleep 1000 &
echo reached >>"$TMP/reached"
sleep 1000
END
for signal in 'INT - 130' 'TERM - 143' 'TERM  143'; do
	IFS=' ' read -r name target expected <<<"$signal"
	[[ -n ${expected-} ]] || expected=$target target=''
	: >"$TMP/reached"
	start_demo
	await_line "$TMP/reached" . || fail "the build is not reached"
	kill "-$name" -- "$target${PID[demo]}"
	await_exit demo
	expect_status $? "$expected" "$name while building"
	await_last_process "$name while building"
	expect_nothing_left "$name while building"
done

rm "$TMP/tools/cmake"
# Where /usr/sbin is /usr/bin, cmake cannot be hidden from the script.
[[ ! -e /usr/sbin/cmake ]] || exit 0
for tool in bash env dirname find nproc mkdir unshare ip diff mkfifo setsid rm timeout grep; do
	ln -s "$(command -v "$tool")" "$TMP/tools/$tool"
done
PATH=$TMP/tools run_demo
expect_status "$status" 1 "without cmake"
expect_line err '^run_demo.sh: cmake is not installed: ./run_demo.sh --install-deps '
