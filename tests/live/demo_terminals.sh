#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --terminals, in a tmux of ours that is its terminal: the client's command is there to be confirmed,
# the sniffer shows what it does, and `exit` or the loss of the terminal ends everything.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
need tmux

run_demo --terminals
expect_status "$status" 1 "without a terminal"
expect_line err '^run_demo.sh: --terminals needs a terminal$'

# COMMAND...: to the outer tmux.
outer() {
	TMUX='' env -u DEMO_MARK tmux -u -S "$TMP/outer" -f /dev/null "$@"
}

# The demo in a terminal whose output goes to $TMP/screen, with a new line for each escape sequence,
# up to the waiting command.
open_terminals() {
	: >"$TMP/screen"
	: >"$TMP/status"
	outer new-session -d -x 180 -y 50 "read -r; DEMO_MARK=$DEMO_MARK TMPDIR=$TMPDIR $BASH $DEMO \
		--bin $TMP/bin --terminals 2>$TMP/demo.err; echo status \$? >>$TMP/status" ||
		skip "tmux opens no terminal here"
	outer pipe-pane "stdbuf -o0 tr '\\033' '\\n' >>$TMP/screen"
	outer send-keys Enter
	await_line "$TMP/screen" 'listening on .*8079' || fail "no server"
	await_line "$TMP/screen" '开始监听lo' || fail "no sniffer"
	await_line "$TMP/screen" 'client$\|client[^a-z ]' || fail "no client"
}

# WHEN: the processes end by themselves, soon.
expect_end() {
	local file
	for file in $(marked_processes); do
		file=${file#/proc/}
		timeout 60 tail -s 0.02 --pid="${file%/environ}" -f /dev/null
	done
	expect_nothing_left "$1"
}

open_terminals
outer send-keys Enter
await_line "$TMP/screen" 'hello world' || fail "the client did not run"
await_line "$TMP/screen" '#以上是四次' || fail "the sniffer did not see the close"
outer send-keys exit Enter
await_line "$TMP/status" '^status 0$' || fail "exit does not end it"
expect_end "exit"

open_terminals
outer kill-server
expect_end "a terminal that goes away"
