#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Several scenarios side by side: whole outputs, counts, TAP, faults of one that are not faults of the
# others, and nothing that stays, also after Ctrl-C in the middle.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
some=(four-way documented abort refused four-way-quickack ipv6 documented)

run_demo --check "${some[@]}"
expect_status "$status" 0 "some"
is_undecided || expect_line out '^7 passed, 0 differ, 0 inconclusive, 0 skipped, 0 failed$'
[[ $(head -n 1 "$TMP/demo.out") == "$(uname -srm)" ]] || fail "some: whose verdicts they are is not above them"
[[ $(wc -l <"$TMP/demo.out") -eq 9 && ! -s $TMP/demo.err ]] || fail "some: more than verdicts"
expect_nothing_left "some"

run_demo --check --tap "${some[@]}"
expect_status "$status" 0 --tap
[[ $(sed -n 1,2p "$TMP/demo.out") == $'TAP version 13\n1..7' ]] || fail "TAP: how it begins"
[[ $(grep -cE '^ok [1-7] - [a-z0-9-]+( # SKIP inconclusive: .*)?$' "$TMP/demo.out") -eq 7 ]] ||
	fail "TAP: seven are ok"
run_demo --tap documented
expect_status "$status" 2 "--tap without --check"
run_demo --junit documented
expect_status "$status" 2 "--junit without --check"
run_demo --check --junit --tap documented
expect_status "$status" 2 "--junit beside --tap"

# One that differs, one that cannot be played, one that fails.
demo_copy
sed -i 's/826795175/826795176/' "$TREE/tests/catalogue/golden/documented.txt"
echo 'needs: no-such-tool' >>"$TREE/tests/catalogue/scenarios/abort.txt"
rm "$TREE/tests/catalogue/golden/ipv6.txt"
run_demo --check documented abort ipv6 four-way
expect_status "$status" 1 "one of each"
is_undecided || expect_line out '^1 passed, 1 differ, 0 inconclusive, 1 skipped, 1 failed$'
expect_line err 'ipv6: there is no golden output yet'
run_demo --check --tap documented abort ipv6 four-way
expect_status "$status" 1 "one of each, TAP"
if ! grep -q '^ok [1-4] - documented # SKIP inconclusive: ' "$TMP/demo.out"; then
	expect_line out '^not ok [1-4] - documented$'
	expect_line out '^# DIFFERS documented: '
fi
expect_line out '^ok [1-4] - abort # SKIP no-such-tool is not installed$'
expect_line out '^not ok [1-4] - ipv6$'
expect_line out '^ok [1-4] - four-way( # SKIP inconclusive: .*)?$'
grep -qvE '^(ok|not ok|# |TAP|1\.\.4)' "$TMP/demo.out" && fail "TAP: a line that is none"

# What is no character of XML, in what differs.
sed -i '$s/$/\x01\x1b[31m\xff\xef\xbf\xbf]]>\&<\//' "$TREE/tests/catalogue/golden/documented.txt"
run_demo --check --junit documented abort ipv6 four-way
expect_status "$status" 1 "one of each, JUnit"
[[ ! -s $TMP/demo.err ]] || fail "JUnit: more than the report: $(cat "$TMP/demo.err")"
if command -v python3 >/dev/null; then
	cp "$TMP/demo.out" "$TMP/report.xml"
	python3 "$ROOT/tests/schema/junit.py" "$TMP/report.xml" >"$TMP/demo.out" ||
		fail "JUnit: $(cat "$TMP/demo.out" "$TMP/report.xml")"
	expect_line out '^documented (DIFFERS|skipped)$'
	expect_line out '^abort skipped$'
	expect_line out '^ipv6 FAILED$'
	expect_line out '^four-way (PASS|skipped)$'
	! grep -q '^documented DIFFERS' "$TMP/demo.out" || grep -qF '\x01\x1b[31m\xff\xef\xbf\xbf]]&gt;&amp;&lt;/' "$TMP/report.xml" ||
		fail "JUnit: the difference is not in the report"
fi

# What cannot be told fails nothing, but with --strict.
run_demo --check abort four-way
expect_status "$status" 0 "one that is skipped"
run_demo --check --strict abort four-way
expect_status "$status" 1 "--strict: one that is skipped"
run_demo --check --strict abort
expect_status "$status" 1 "--strict: the only one is skipped"
run_demo --strict abort
expect_status "$status" 2 "--strict without --check"

# 'git bisect run' is told what is bad, what cannot be told, and when to stop.
run_demo --bisect abort
expect_status "$status" 125 "--bisect: it is skipped"
run_demo --bisect ipv6
expect_status "$status" 125 "--bisect: it fails"
run_demo --bisect documented
is_undecided || expect_status "$status" 1 "--bisect: it differs"
run_demo --bisect no-such-scenario
expect_status "$status" 255 "--bisect: there is none such"
DEMO=$ROOT/run_demo.sh

run_demo --check --keep "$TMP/kept" documented four-way
[[ -s $TMP/kept/documented/capture.pcap && -s $TMP/kept/four-way/listing.txt ]] || fail "--keep"

# At any moment: from the first instruction on; each signal at its own.
first=0
for signal in INT TERM HUP; do
	for ((ms = first; ms < 1000; ms += 180)); do
		start_demo --check all
		printf -v moment '0.%03d' "$ms"
		sleep "$moment" # the moment is what is tested
		if [[ $signal == INT ]]; then
			kill -INT -- "-${PID[demo]}" 2>/dev/null
		else
			kill "-$signal" "${PID[demo]}" 2>/dev/null
		fi
		await_exit demo
		status=$?
		[[ $status -ge 129 && $status -le 143 ]] || fail "$signal after $ms ms: exit status $status"
		expect_nothing_left "$signal after $ms ms"
	done
	first=$((first + 60))
done

# Killed, it cannot clean up files; but no process stays.
start_demo --check all
await_line "$TMP/demo.out" '^PASS'
kill -KILL "${PID[demo]}"
await_exit demo
await_last_process "killed"
rm -rf "$TMPDIR"/run_demo.*
expect_nothing_left "killed"

# Where the system refuses private networks to an ordinary user.
fake unshare <<<'echo "unshare: refused" >&2; exit 1'
if unshare -U true 2>/dev/null && [[ $(command -v unshare) != "$TMP"* ]]; then
	real=$(command -v unshare)
	PATH=$TMP/tools:$PATH
	"$real" -U "$BASH" "$DEMO" "${demo_programs[@]}" --check documented four-way \
		>"$TMP/demo.out" 2>"$TMP/demo.err"
	expect_status $? 77 "without private networks"
	expect_line out '^SKIP documented: .*sudo ./run_demo.sh plays it$'
	expect_line out '^SKIP four-way: '
	expect_line out '^0 passed, 0 differ, 0 inconclusive, 2 skipped, 0 failed$'
fi
expect_nothing_left "all"
skip_if_undecided
