#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# catalogue_runner where something goes wrong: programs that die or hang, files that are
# spoilt, signals at any moment. It says what, it ends, and nothing of it stays.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
demo_copy
RUNNER=${BIN%/*}/libexec/catalogue_runner
demo_programs=(--bin "$TMP/bin" --scenarios "$TREE/tests/catalogue/scenarios" --golden "$TREE/tests/catalogue/golden")

# ARGUMENTS...: sets status; what it says is in $TMP/demo.out and $TMP/demo.err.
run_runner() {
	timeout -k 5 120 "$RUNNER" "${demo_programs[@]}" "$@" >"$TMP/demo.out" 2>"$TMP/demo.err"
	status=$?
}

# NAME: the program itself again.
real() {
	ln -sf "$BIN/$1" "$TMP/bin/$1"
}

# Programs that die: too early, by a signal, without a word.
fake server <<<'echo "listening on 127.0.0.1:8079"; echo "no more" >&2; exit 3'
run_runner --check documented
expect_status "$status" 1 "a server that ends"
expect_line err '^catalogue_runner: documented: the server ended with status 3$'
expect_line err '^  server: no more$'
expect_line out ' 1 failed$'
expect_nothing_left "a server that ends"
real server
fake server <<<'kill -KILL $$'
run_runner --check documented four-way
expect_status "$status" 1 "a server that is killed"
expect_line err '^catalogue_runner: documented: the server was killed by signal 9'
expect_line err '^catalogue_runner: four-way: the server was killed by signal 9'
real server
fake sniffer <<<'exit 0'
run_runner --check documented
expect_line err '^catalogue_runner: documented: the sniffer ended too early$'
real sniffer
fake client <<<'exit 7'
run_runner --check documented
expect_line err '^catalogue_runner: documented: the client ended with status 7$'
real client
rm "$TMP/bin/server"
run_runner --check documented
expect_status "$status" 1 "no server"
expect_line err 'cannot start .*/server: No such file'
expect_nothing_left "programs that die"
real server

# Programs that hang.
fake server <<<'trap "" TERM; while :; do read -r -t 1 <>"$TMP/never"; done'
mkfifo "$TMP/never"
# What was too slow to tell has another status.
run_runner --patience 1 --check documented delayed-ack
if ! grep -q '^INCONCLUSIVE' "$TMP/demo.out"; then
	expect_status "$status" 1 "servers that hang"
	expect_line err '^catalogue_runner: documented: timed out waiting for the server to listen$'
	expect_line err '^catalogue_runner: delayed-ack: timed out waiting for the servers to listen$'
fi
expect_nothing_left "servers that hang"
real server

# A segment that does not come; a program that was not started.
sed -i '/^lossless/d; s/^step: await segments.*/step: await segments 7/' "$TREE/tests/catalogue/scenarios/abort.txt"
echo 'step: tell client3 USR1' >>"$TREE/tests/catalogue/scenarios/refused.txt"
run_runner --patience 1 --check abort refused
grep -q '^INCONCLUSIVE abort' "$TMP/demo.out" || expect_line out '^DIFFERS abort: timed out waiting for 7 segments$'
expect_line err "^catalogue_runner: refused: its file speaks of a program 'client3' that it has not started$"

# What no step waits for: a golden output that cannot be read to its end.
rm "$TREE/tests/catalogue/golden/ipv6.txt"
mkfifo "$TREE/tests/catalogue/golden/ipv6.txt"
run_runner --limit 3 --check ipv6
expect_status "$status" 1 "a scenario without an end"
if ! grep -q '^SKIP' "$TMP/demo.out"; then
	expect_line err '^catalogue_runner: ipv6: no verdict came: its process was killed by signal 14 \(its time was up\)$'
fi
rm "$TREE/tests/catalogue/golden/ipv6.txt"
cp "$ROOT/tests/catalogue/golden/ipv6.txt" "$TREE/tests/catalogue/golden"
expect_nothing_left "a scenario without an end"

# One file that is not as it should be ends nothing.
echo 'step: dance' >>"$TREE/tests/catalogue/scenarios/four-way.txt"
run_runner --check cork four-way documented
expect_status "$status" 1 "a bad file"
expect_line out '^[0-9] passed, 0 differ, [0-9] inconclusive, 0 skipped, 1 failed$'
expect_line err "step 'dance': a word of the vocabulary, not 'dance'$"
timeout 60 "$RUNNER" "${demo_programs[@]:2}" --list --lang=en >"$TMP/demo.out" 2>"$TMP/demo.err"
expect_status $? 1 "--list with a bad file"
expect_line out '^documented  *a three-way handshake'
expect_line out '^zero-window '
expect_line err "^catalogue_runner: scenarios/four-way.txt: step 'dance'"

# Wrong usage.
for words in '--tap' '--strict --list' '--check --update' '--tap --ktap --check' 'no-such-scenario' '--jobs 0 --check' \
	'--update' '--list documented' '--ladder --check' '--keep x --list' '--update delayed-ack'; do
	read -r -a arguments <<<"$words"
	run_runner "${arguments[@]}"
	expect_status "$status" 2 "$words"
done

# A golden output is made, once, and what cannot be written is told.
rm -f "$TREE/tests/catalogue/golden/cork.txt"
run_runner --update cork
if ! grep -q ^INCONCLUSIVE "$TMP/demo.err"; then
	expect_status "$status" 0 "--update"
	cmp "$TREE/tests/catalogue/golden/cork.txt" "$ROOT/tests/catalogue/golden/cork.txt" || fail "--update: another golden output"
fi
# What is no file is neither read nor replaced.
for target in directory device; do
	rm -rf "$TREE/tests/catalogue/golden/cork.txt"
	case $target in
	directory) mkdir "$TREE/tests/catalogue/golden/cork.txt" ;;
	device) ln -s /dev/full "$TREE/tests/catalogue/golden/cork.txt" ;;
	esac
	for words in --check --update; do
		run_runner "$words" cork
		expect_status "$status" 1 "$words, $target"
		expect_line err '^catalogue_runner: cork: .*/golden/cork.txt is no file$'
	done
done
rm "$TREE/tests/catalogue/golden/cork.txt"
# A machine that is too slow by what the capture shows makes none, and says so by its status.
rm -f "$TREE/tests/catalogue/golden/cork.txt"
sed -i 's/^server:.*/server: --echo=off/; s/^late-after-ms:.*/late-after-ms: 0/' "$TREE/tests/catalogue/scenarios/cork.txt"
run_runner --update cork
expect_status "$status" 1 "--update of what is inconclusive"
expect_line err '^INCONCLUSIVE cork: not updated: '
[[ ! -e $TREE/tests/catalogue/golden/cork.txt ]] || fail "--update of what is inconclusive has written"

# At any moment: from the first instruction on; each signal at its own. EVERY_MS: how far these are apart.
first=0
for signal in INT TERM HUP; do
	for ((ms = first; ms < 1000; ms += ${EVERY_MS:-900})); do
		start runner env --default-signal=INT,QUIT "$RUNNER" "${demo_programs[@]}" --check all
		# Before that it is a shell's child, which ignores INT.
		until [[ /proc/${PID[runner]}/exe -ef $RUNNER ]]; do
			kill -0 "${PID[runner]}" 2>/dev/null || fail "the runner did not start"
		done
		printf -v moment '0.%03d' "$ms"
		sleep "$moment" # the moment is what is tested
		kill "-$signal" "${PID[runner]}" 2>/dev/null
		await_exit runner
		status=$?
		[[ $status -ge 129 && $status -le 143 ]] || fail "$signal after $ms ms: exit status $status"
		[[ $ms -eq 0 ]] || grep -q '^interrupted: [0-9]* not played to their end$' "$TMP/runner.out" ||
			fail "$signal after $ms ms: no summary"
		expect_nothing_left "$signal after $ms ms"
	done
	first=$((first + 300))
done

# Where there are no private networks: root plays on lo what does not change it, and nobody else plays.
# shellcheck disable=SC2016 # for sh
without_networks='ip link set lo up; echo 0 >/proc/sys/user/max_net_namespaces || exit 99; exec "$@"'
if unshare -Urn sh -c "$without_networks" sh true 2>/dev/null; then
	timeout 60 unshare -Urn sh -c "$without_networks" sh "$RUNNER" "${demo_programs[@]}" --check documented ecn \
		>"$TMP/demo.out" 2>"$TMP/demo.err"
	expect_status $? 0 "without private networks"
	expect_line err "^catalogue_runner: this system gives no private network: playing on this machine's own lo$"
	expect_line out '^(PASS|INCONCLUSIVE) documented: '
	expect_line out '^SKIP ecn: it changes the network, and this system gives no private one$'
	timeout 60 unshare -Urn sh -c "$without_networks" sh unshare -U --map-user=1000 \
		"$RUNNER" "${demo_programs[@]}" --check documented >"$TMP/demo.out" 2>"$TMP/demo.err"
	expect_status $? 77 "without private networks, not root"
	expect_line out '^SKIP documented: this system gives an ordinary user no private network: '
fi
expect_nothing_left "without private networks"

# A reader that goes away, and a disk that is full.
for arguments in documented 'documented documented' '--check documented ipv6' '--ladder documented'; do
	read -r -a words <<<"$arguments"
	"$RUNNER" "${demo_programs[@]}" "${words[@]}" 2>"$TMP/demo.err" | head -n 1 >/dev/null
	status=${PIPESTATUS[0]}
	[[ $status -eq 141 || $status -eq 0 ]] || fail "$arguments | head -n 1: exit status $status"
	grep -v '^PASS\|^INCONCLUSIVE\|服务端' "$TMP/demo.err" && fail "$arguments | head -n 1: it complains"
	expect_nothing_left "$arguments | head -n 1"
done
"$RUNNER" "${demo_programs[@]}" documented >/dev/full 2>"$TMP/demo.err"
expect_status $? 1 "a full disk"
expect_line err '^catalogue_runner: documented: cannot write the output: No space left on device$'

# What is said about TCP, and the listing in the other language.
run_runner --lang=en --explain documented
if ! grep -q ^INCONCLUSIVE "$TMP/demo.err"; then
	expect_status "$status" 0 --explain
	expect_line out '^2023/12/18 17:03:53 listening for tcp segments on lo$'
	expect_line out '^    client SYN-SENT'
	expect_line err '^PASS documented: the same as its golden output$'
	expect_line err '^Here the server closed [0-9.]* ms later'
fi

# Killed, it cannot clean up files; but no process stays.
mkfifo "$TMP/life"
env -u DEMO_MARK cat "$TMP/life" &
life=$!
start runner "$RUNNER" "${demo_programs[@]}" --check all 9>"$TMP/life"
await_line "$TMP/runner.out" '^PASS' || fail "no verdict came"
kill -KILL "${PID[runner]}"
await_exit runner
await_last_process "killed"
rm -rf "$TMPDIR"/catalogue_runner.*
expect_nothing_left "killed"
