#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# session.sh BIN_DIR IN_SESSION: what stops a process beside what ends one of another group's, both
# detached: the kernel hangs up the group that they share, and no other. IN_SESSION gives each a group,
# ends as its program ends, and leaves nothing running.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
plain_host "$@"
need setsid timeout
IN_SESSION=$2

# The one holds a stopped process until the other has ended. (A process substitution of timeout is a
# child of it, in the group that timeout has left.)
cat >"$TMP/stop" <<'END'
sleep 60 &
kill -STOP $! && echo >stopped
read -r _ <ended
kill -KILL $!
END
cat >"$TMP/end" <<'END'
read -r _ <stopped
timeout 60 cat < <(:)
echo >ended
END
cat >"$TMP/both" <<'END'
mkfifo stopped ended
$1 "$BASH" ./stop &
stop=$!
$1 "$BASH" ./end &
wait "$!" && wait "$stop"
END

# [LAUNCHER]: its exit status.
detached() {
	rm -f "$TMP/stopped" "$TMP/ended"
	(cd "$TMP" && timeout 60 setsid --wait env --default-signal=HUP "$BASH" ./both "$@") \
		>"$TMP/both.out" 2>&1
}

detached 2>/dev/null # the shell tells how it ended
[[ $? -eq 129 ]] || skip "the kernel does not hang up a group that has a stopped process"
detached "$IN_SESSION"
expect_status $? 0 "each in its own session"

# STATUS TEXT: a shell that runs TEXT ends so.
ends() {
	"$IN_SESSION" "$BASH" -c "$2" >"$TMP/ends.out" 2>&1
	expect_status $? "$1" "$2"
}
{
	ends 0 ':'
	ends 77 'exit 77'
	ends 143 'kill -TERM $$'
	ends 137 'kill -KILL $$'
} 2>/dev/null

# What a test leaves running, and what runs when it is told to end: another session's, too. Each of
# these holds the FIFO life, which the first shell opens: nobody is killed before it was held.
mkfifo "$TMP/life"
printf '%s\n' 'exec 9>life' 'sleep 60 &' '(setsid sleep 60 &)' >"$TMP/leave"

# STATUS TEXT [SIGNAL]: a shell that leaves these behind, then runs TEXT; it is sent SIGNAL when it has
# written a line.
leaves() {
	local life launcher
	timeout 20 cat "$TMP/life" >"$TMP/life.out" &
	life=$!
	(cd "$TMP" && exec "$IN_SESSION" "$BASH" -c ". ./leave; $2") 2>/dev/null &
	launcher=$!
	[[ -z ${3-} ]] || await_bytes "$TMP/life.out" 1 || fail "$2: says nothing"
	[[ -z ${3-} ]] || kill -s "$3" "$launcher"
	wait "$launcher"
	expect_status $? "$1" "$2"
	wait "$life"
	expect_status $? 0 "$2: processes are left"
}
leaves 3 'exit 3'
leaves 5 "trap 'exit 5' TERM; echo >life; wait" TERM
leaves 5 "trap 'exit 5' TERM; echo >life; wait" QUIT
leaves 137 "trap '' TERM; echo >life; while :; do wait; done" INT
