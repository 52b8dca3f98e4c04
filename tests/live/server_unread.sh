#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Nobody reads what the server prints: it serves on, keeps a bounded part, and says how many lines
# are missing, where they are missing and at its end. A file gets every line.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

REQUESTS=40000
LINES=$((REQUESTS + 2 * 64 + 3 + 1)) # each request, who comes and goes, the first client, the ready line

# More than the server keeps, and every echo is compared.
load() {
	"$BIN/client" -q -H 127.0.0.1 --connections=64 --requests=$REQUESTS --size=128 --wait-echo ||
		fail "$1: the load: exit status $?"
}

# Resident memory of the server in KiB.
resident() {
	sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/${PID[server]}/status"
}

# [both]: a server whose output, or that and standard error, goes into a pipe that is open for
# reading, and that nobody reads.
start_unread_server() {
	rm -f "$TMP/fifo"
	mkfifo "$TMP/fifo"
	# shellcheck disable=SC2016 # for the other shell
	start server bash -c 'exec >"$1"; [[ -z $2 ]] || exec 2>&1; exec "${@:3}"' _ "$TMP/fifo" "${1-}" \
		"$BIN/server" --lang=en -a 127.0.0.1
	exec {reader}<"$TMP/fifo"
	until "$BIN/client" -q -H 127.0.0.1 2>/dev/null; do
		kill -0 "${PID[server]}" 2>/dev/null || fail "the server does not listen"
	done
}

start_unread_server
before=$(resident)
load "nobody reads"
grown=$(($(resident) - before))
# 4 MiB are kept; a sanitizer needs more.
[[ $grown -le 16384 ]] || fail "$grown KiB more for lines that nobody reads"

# Somebody reads: what was kept, then that lines are missing, then the lines that come now.
start got cat <&"$reader"
await_line "$TMP/got.out" '^[0-9]* lines dropped: standard output was blocked$' || fail "the gap is not told"
"$BIN/client" -q -H 127.0.0.1 -m $'after\n' --wait-echo || fail "not served after the gap"
await_line "$TMP/got.out" ' left: FIN, 6 bytes received, 6 echoed$' || fail "nothing after the gap"
stop server
expect_status $? 0 "server with a late reader"
exec {reader}>&-
await_exit got
missing=$(sed -n 's/^\([0-9]*\) lines dropped: standard output was blocked$/\1/p' "$TMP/got.out")
grep -qx "$missing lines dropped: standard output was blocked" "$TMP/server.err" ||
	fail "the report tells another number than $missing: $(cat "$TMP/server.err")"
# Three lines for the last client, one for the gap; a message that came in two pieces has two.
shown=$(($(wc -l <"$TMP/got.out") - 4))
[[ $((shown + missing)) -ge $LINES ]] || fail "$shown lines shown, $missing not, of $LINES"
grep -v -x -e 'listening on 127\.0\.0\.1:8079' -e "$missing lines dropped: standard output was blocked" \
	-e '127\.0\.0\.1:[0-9]* connected' -e '127\.0\.0\.1:[0-9]* sent [0-9]* bytes*: .*' \
	-e '127\.0\.0\.1:[0-9]* left: FIN, [0-9]* bytes received, [0-9]* echoed' \
	"$TMP/got.out" >"$TMP/broken" && fail "a line is not whole: $(head -n 1 "$TMP/broken")"

# Nobody reads until the end: it ends all the same, and says so.
start_unread_server
load "nobody reads until the end"
stop server
expect_status $? 0 "server without a reader"
grep -q '^[0-9]* lines dropped: standard output was blocked$' "$TMP/server.err" ||
	fail "the missing lines are not told: $(cat "$TMP/server.err")"
exec {reader}>&-

# Nobody reads its standard error either: it ends all the same.
start_unread_server both
load "nobody reads anything"
stop server
expect_status $? 0 "server without a reader at all"
exec {reader}<&-

# A file: nothing is missing.
start_server server --lang=en -a 127.0.0.1
"$BIN/client" -q -H 127.0.0.1
load "a file"
await_line "$TMP/server.out" ' left: ' 60 65 || fail "not all left"
stop server
expect_status $? 0 "server with a file"
[[ $(wc -l <"$TMP/server.out") -ge $LINES ]] || fail "lines are missing in a file"
[[ $(wc -l <"$TMP/server.err") -eq 1 ]] || fail "it says that lines are missing in a file"
echo "$missing of $LINES lines not shown, $grown KiB more"
