#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Ctrl-C and the like at any moment leave no process and no file. The moments are held by a program
# that says that it is there, and then hangs.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
# Nothing here ends because its time is up.
export HANDSHAKE_PATIENCE=1000

# SIGNAL TARGET (- for the process group) STATUS WHEN
send() {
	: >"$TMP/reached"
	start_demo
	await_line "$TMP/reached" . || fail "$4: not reached"
	kill "-$1" -- "$2${PID[demo]}"
	await_exit demo
	expect_status $? "$3" "$1 $2, $4"
	if [[ $1 == KILL ]]; then
		await_last_process "$1, $4"
		rm -rf "$TMPDIR"/run_demo.*
	else
		grep -qv 'Terminated\|Hangup' "$TMP/demo.err" && fail "$1 $2, $4: it says something"
	fi
	expect_nothing_left "$1 $2, $4"
}

# What does not want to end is ended too, after three seconds.
fake server <<'END'
trap '' HUP INT TERM
echo reached >>"$TMP/reached"
exec sleep 1000
END
send INT - 130 "while the server is stubborn"
rm "$TMP/bin/server"
ln -s "$BIN/server" "$TMP/bin/"

for program in sniffer server client; do
	fake "$program" <<'END'
echo reached >>"$TMP/reached"
exec sleep 1000
END
	send INT - 130 "while the $program starts" # Ctrl-C
	send INT '' 130 "while the $program starts"
	send TERM - 143 "while the $program starts"
	send TERM '' 143 "while the $program starts"
	send HUP - 129 "while the $program starts"
	send KILL '' 137 "while the $program starts"
	rm "$TMP/bin/$program"
	ln -s "$BIN/$program" "$TMP/bin/"
done

# The program is ended, though timeout(1) ends without telling it: so it does where it is told in between
# its fork() and the moment when it has noted the process id.
fake timeout <<'END'
[[ $1 == --foreground ]] || PATH=${PATH#*:} exec timeout "$@"
shift 4
trap 'exit 143' TERM
"$@" &
echo reached >>"$TMP/reached"
wait
END
(
	PATH=$TMP/tools:$PATH
	send INT - 130 "while a timeout forks"
)
status=$?
[[ $status -eq 0 ]] || exit "$status"

# While it cleans up already, but does not ignore the signal yet: right before each of the commands that it
# begins with, from the trap on EXIT on.
cat >"$TMP/interrupt.sh" <<'END'
set -T
moment=0
interrupt() {
	[[ $BASHPID -eq $$ && (${FUNCNAME[1]-} == finish || $1 == finish) ]] && ((moment++ == MOMENT)) && kill -INT 0
}
trap 'interrupt "$BASH_COMMAND"' DEBUG
END
for MOMENT in 0 1 2 3 4 5; do
	export MOMENT
	BASH_ENV=$TMP/interrupt.sh start_demo
	await_exit demo
	status=$?
	[[ $status -eq 130 || ($MOMENT -gt 0 && $status -eq 0) ]] || fail "Ctrl-C at moment $MOMENT of the end: exit status $status"
	expect_nothing_left "Ctrl-C at moment $MOMENT of the end"
done

# At any moment: from the first instruction to after the last, and whatever is going on.
for ((ms = 0; ms < 200; ms += 10)); do
	start_demo
	printf -v moment '0.%03d' "$ms"
	sleep "$moment" # the moment is what is tested
	kill -INT -- "-${PID[demo]}" 2>/dev/null
	await_exit demo
	status=$?
	[[ $status -eq 130 || $status -eq 0 ]] || fail "Ctrl-C after $ms ms: exit status $status"
	expect_nothing_left "Ctrl-C after $ms ms"
done

# A reader that goes away.
for lines in 1 3 11; do
	"$BASH" "$DEMO" "${demo_programs[@]}" 2>"$TMP/demo.err" | head -n "$lines" >/dev/null
	grep -v '^PASS\|^INCONCLUSIVE\|服务端' "$TMP/demo.err" && fail "| head -n $lines: it complains"
	expect_nothing_left "| head -n $lines"
done
"$BASH" "$DEMO" "${demo_programs[@]}" >/dev/full 2>"$TMP/demo.err"
expect_status $? 1 "a full disk"
expect_line err '^run_demo.sh: cannot write the output'
expect_nothing_left "a full disk"
