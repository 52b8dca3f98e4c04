#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The death of any of the three programs, at any moment, is told with its reason, at once, and leaves
# nothing behind.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
# "At once": before the script gives up any waiting. It would wait for an hour here, and run_demo() does
# not wait for so long.
export HANDSHAKE_PATIENCE=3600

# WHEN LINE...: the demo fails, and says each LINE.
dies() {
	local when=$1 line program
	shift
	run_demo
	expect_status "$status" 1 "$when"
	for line in "$@"; do
		expect_line err "$line"
	done
	grep -q '^PASS' "$TMP/demo.err" && fail "$when: PASS"
	expect_nothing_left "$when"
	for program in sniffer server client; do
		rm "$TMP/bin/$program"
		ln -s "$BIN/$program" "$TMP/bin/"
	done
}

# NAME: the real program, whose process id stands in $TMP/NAME.pid.
known() {
	fake "$1" <<END
echo \$\$ >"\$TMP/$1.pid"
exec "\$REAL/$1" "\$@"
END
}

for program in sniffer server client; do
	killed="^run_demo.sh: documented: the $program was killed by signal 9 \\(KILL\\)$"
	fake "$program" <<<'kill -KILL $$'
	dies "the $program is killed as it starts" "$killed"
	fake "$program" <<<'echo "it broke" >&2; exit 3'
	dies "the $program fails as it starts" \
		"^run_demo.sh: documented: the $program ended with status 3$" "^  $program: it broke$"
done
fake sniffer <<<'exit 0'
dies "the sniffer ends as it starts" '^run_demo.sh: documented: the sniffer ended too early$'
fake server <<<'exit 0'
dies "the server ends as it starts" '^run_demo.sh: documented: the server ended too early$'

for program in sniffer server; do
	killed="^run_demo.sh: documented: the $program was killed by signal 9 \\(KILL\\)$"
	known "$program"
	fake client <<END
kill -KILL \$(<"\$TMP/$program.pid")
exec "\$REAL/client" "\$@"
END
	dies "the $program is killed before the client connects" "$killed"
	known "$program"
	fake client <<END
"\$REAL/client" "\$@"
kill -KILL \$(<"\$TMP/$program.pid")
END
	dies "the $program is killed after the client" "$killed"
done

fake sniffer <<'END'
"$REAL/sniffer" "$@" &
trap 'kill -KILL $!; wait $!; echo "disk full" >&2; exit 1' TERM
wait
END
dies "the sniffer fails as it ends" '^run_demo.sh: documented: the sniffer ended with status 1$' \
	'^  sniffer: disk full$'

# What a program says drives no terminal.
fake client <<<'printf "it \33[31mbroke \302\233 中文\n" >&2; exit 3'
dies "the client says what could drive a terminal" \
	'^  client: it \\x1b\[31mbroke \\xc2\\x9b 中文$'
fake client <<<'printf "\33[31m\n" >&2; exit 3'
run_demo --check documented documented
expect_line err '^  client: \\x1b\[31m$'
grep -q $'\e' "$TMP"/demo.* && fail "an escape sequence in a list"

# In a list the others are played, and it is counted.
fake client <<<'exit 1'
run_demo --check documented documented
expect_status "$status" 1 "a death in a list"
expect_line out '^0 passed, 0 differ, 0 inconclusive, 0 skipped, 2 failed$'
expect_nothing_left "a death in a list"
