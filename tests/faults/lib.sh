# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the tests with faults share, on top of tests/live/lib.sh. FAULTS: where the means are.
FAULTS=$BIN/../tests/faults
faulty=$BIN preload=$FAULTS/fail_preload.so
[[ -e $preload ]] || faulty=$FAULTS preload=''
# A leak has an exit status of its own.
export LSAN_OPTIONS=exitcode=99 ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}exitcode=98

# FAULT PROGRAM ARGUMENTS...: runs our program with this fault (a setting of the environment).
# Whether it happened: happened.
with_fault() {
	local fault=$1 program=$2
	shift 2
	: >"$TMP/told"
	env "$fault" FAIL_TOLD="$TMP/told" ${preload:+LD_PRELOAD="$preload"} "$faulty/$program" "$@"
}

happened() {
	grep -q x "$TMP/told"
}

# STATUS WHAT: it ended by itself, and said why in one line when it failed. What it says is in $TMP/err.
judge() {
	case $1 in
	0) ;;
	1)
		# libevent adds a line of its own.
		[[ $(grep -c -v '^\[warn\]' "$TMP/err") -eq 1 ]] || fail "$2: not one line: $(cat "$TMP/err")"
		;;
	*) fail "$2: exit status $1: $(head -n 30 "$TMP/err")" ;;
	esac
}
