# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the tests of run_demo.sh share, on top of lib.sh.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# DIRECTORY-OF-PROGRAMS: DEMO is the script under test, TMPDIR a folder of its own, and everything
# that it starts carries a mark in its environment, so that leftovers can be told.
demo_begin() {
	plain_host "$@"
	DEMO=$ROOT/run_demo.sh
	unshare -Urn true 2>/dev/null || { [[ $EUID -eq 0 ]] && unshare -n true 2>/dev/null; } ||
		skip "this system gives no private network namespace"
	demo_marked
}

demo_marked() {
	mkdir "$TMP/tmp" "$TMP/bin" "$TMP/libexec"
	export LC_ALL=C.UTF-8 TMPDIR=$TMP/tmp DEMO_MARK=$$-$RANDOM-$RANDOM
	ln -s "$BIN"/{sniffer,server,client} "$TMP/bin/"
	ln -s "${BIN%/*}/libexec/catalogue_runner" "$TMP/libexec/"
	demo_programs=(--bin "$TMP/bin")
}

# A copy of the script with its data, to be spoilt: DEMO becomes the copy, TREE its folder.
demo_copy() {
	TREE=$TMP/tree
	mkdir -p "$TREE/tests/catalogue"
	cp "$ROOT/run_demo.sh" "$ROOT/CMakeLists.txt" "$ROOT/CMakePresets.json" "$TREE"
	cp -R "$ROOT/tests/demo" "$TREE/tests"
	cp -R "$ROOT"/tests/catalogue/{scenarios,golden} "$TREE/tests/catalogue"
	DEMO=$TREE/run_demo.sh
}

# NAME, its text on stdin: an executable of that name comes first, be it one of our three programs
# ($TMP/bin) or a tool that the script calls ($TMP/tools, which has to be put into PATH). In the text
# REAL is the real folder of the programs and TMP this test's.
fake() {
	local folder=$TMP/tools
	[[ ! -L $TMP/bin/$1 ]] || folder=$TMP/bin
	mkdir -p "$folder"
	rm -f "$folder/$1"
	{
		printf '#!%s\nREAL=%q TMP=%q\n' "$BASH" "$BIN" "$TMP"
		cat
	} >"$folder/$1"
	chmod +x "$folder/$1"
}

# ARGUMENTS...: the script with demo_programs; sets status, and leaves $TMP/demo.out and $TMP/demo.err.
# Bounded, so that a script that hangs fails and does not stall.
run_demo() {
	timeout -k 5 300 "$BASH" "$DEMO" "${demo_programs[@]}" "$@" >"$TMP/demo.out" 2>"$TMP/demo.err"
	status=$?
}

# STREAM (out, err) PATTERN: a line of it matches the extended regular expression.
expect_line() {
	grep -qE -e "$2" "$TMP/demo.$1" || fail "no line '$2' on std$1"
}

# Skips when this machine was too slow for the demo, as the demo itself says.
skip_if_inconclusive() {
	local reason
	reason=$(cat "$TMP/demo.out" "$TMP/demo.err" | grep -m 1 '^INCONCLUSIVE') && skip "$reason"
}

# Whether this machine was too slow for the last run, as the demo itself says; then undecided has the
# reason, for a test of many cases, which goes on with the others.
undecided=''
is_undecided() {
	local reason
	reason=$(cat "$TMP/demo.out" "$TMP/demo.err" | grep -m 1 '^INCONCLUSIVE') || return 1
	undecided=$reason
}

# At the end of such a test.
skip_if_undecided() {
	[[ -z $undecided ]] || skip "not all cases could be told: $undecided"
}

# The environment files of the processes that carry the mark.
marked_processes() {
	env -u DEMO_MARK grep -l -z -x "DEMO_MARK=$DEMO_MARK" /proc/[0-9]*/environ 2>/dev/null
}

# WHEN: no process, no file is left.
expect_nothing_left() {
	local marked file
	marked=$(marked_processes)
	for file in $marked; do
		tr '\0' ' ' <"${file%environ}cmdline"
		echo
	done
	[[ -z $marked ]] || fail "$1: processes are left"
	[[ -z $(ls -A "$TMPDIR") ]] || fail "$1: files are left: $(ls -A "$TMPDIR")"
}

# ARGUMENTS...: the script in the background as a terminal would start it: a process group of its own,
# no signal ignored. Its process id is ${PID[demo]}. Every process of it holds the FIFO $TMP/life.
start_demo() {
	[[ -p $TMP/life ]] || mkfifo "$TMP/life"
	env -u DEMO_MARK cat "$TMP/life" & # it may end a moment after the last of them
	life=$!
	start demo env --default-signal=INT,QUIT setsid "$BASH" "$DEMO" "${demo_programs[@]}" "$@" 9>"$TMP/life"
	# It leads its process group within a moment; a signal sent earlier would reach nobody.
	until kill -0 -- "-${PID[demo]}" 2>/dev/null || ! kill -0 "${PID[demo]}" 2>/dev/null; do :; done
}

# Waits until the last process that start_demo() led to has ended; it may be killed meanwhile.
await_last_process() {
	timeout 60 tail -s 0.02 --pid="$life" -f /dev/null || expect_nothing_left "$1"
	wait "$life"
}
