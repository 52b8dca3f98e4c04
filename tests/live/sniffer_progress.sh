#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A file that takes its time, on a terminal: how far it is read stands there until something else does,
# and nowhere else.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
plain_host "$@"
need script stty

readonly ERASE=$'\r\033[K'


# COMMAND [CONDITION...]: on a terminal of its own, all that this shows in $TMP/shown. It reads from
# $TMP/fifo a file that is not over before the condition holds: as a rule that the line was shown.
reads_slowly() {
	local command=$1 fifo
	shift
	(($#)) || set -- is_shown
	rm -f "$TMP/fifo" "$TMP/shown"
	mkfifo "$TMP/fifo"
	began=$SECONDS
	TERM=xterm start script script -qefc "stty cols 80; exec $BIN/sniffer -p 0 $command" "$TMP/shown"
	exec {fifo}<>"$TMP/fifo" # behind it, so that only this end keeps it open
	pcap_header >&"$fifo"
	await "the line of '$command'" writes_until "$fifo" "$@"
	exec {fifo}>&-
	await_exit script
	expect_status $? 0 "sniffer $command"
}

# FD CONDITION...
# shellcheck disable=SC2317 # called by await
writes_until() {
	pcap_syns 5 >&"$1"
	shift
	"$@"
}

# shellcheck disable=SC2317 # the same
is_shown() {
	grep -qF "$ERASE" "$TMP/shown" 2>/dev/null
}

# So long that the line would be there.
# shellcheck disable=SC2317 # the same
is_long() {
	((SECONDS - began >= 3))
}

# What was behind the last place where the line was erased.
rest() {
	sed $'s/.*\r\033\\[K//' "$TMP/shown"
}

# Lines in a file, and the line on the terminal.
reads_slowly "--lang=en -r $TMP/fifo >$TMP/lines"
grep -qF "${ERASE}read 0 MB" "$TMP/shown" || fail "nothing is told: $(cat -v "$TMP/shown")"
rest | grep -q 'read' && fail "the line stays: $(cat -v "$TMP/shown")"
grep -q $'\033' "$TMP/lines" && fail "the line is in the output"

# A table on the same terminal stands where the line was.
reads_slowly "--lang=en -f none --connections -r $TMP/fifo"
grep -qF "${ERASE}read 0 MB" "$TMP/shown" || fail "nothing is told: $(cat -v "$TMP/shown")"
rest | grep -q 'MB' && fail "mixed with the table: $(cat -v "$TMP/shown")"
rest | grep -q '^ *1 .*127.0.0.1:1 ' || fail "no table: $(cat -v "$TMP/shown")"

# Where the segments are shown, they tell how far it is.
reads_slowly "-r $TMP/fifo" is_long
grep -qF 'MB' "$TMP/shown" && fail "mixed with the segments: $(cat -v "$TMP/shown")"

# Who reads a pipe may show it on the same terminal.
reads_slowly "-r $TMP/fifo | cat >$TMP/lines" is_long
grep -qF 'MB' "$TMP/shown" && fail "mixed with what a pipe's reader shows"

# Not in a file, not with --quiet.
reads_slowly "-r $TMP/fifo >$TMP/lines 2>$TMP/errors" is_long
[[ ! -s $TMP/errors ]] || fail "told in a file: $(cat -v "$TMP/errors")"
reads_slowly "--quiet -r $TMP/fifo >$TMP/lines" is_long
grep -qF 'MB' "$TMP/shown" && fail "told in spite of --quiet"
exit 0
