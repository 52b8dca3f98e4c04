#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The sweep: it passes on this kernel, keeps its data, and minds a server (so: a kernel) whose ACKs
# come alone where they should not, or do not where they should.
# shellcheck source=tests/live/demo_lib.sh
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
# Enough to tell, and not much more: sanitized programs are slow to start.
sweep() {
	timeout -k 5 300 "$TMP/libexec/catalogue_runner" "${demo_programs[@]}" --scenarios "$ROOT/tests/catalogue/scenarios" \
		--runs 6 --lang=en "$@" delayed-ack >"$TMP/demo.out" 2>"$TMP/demo.err"
	status=$?
}

sweep --keep "$TMP/kept"
expect_status $status 0 delayed-ack
skip_if_inconclusive
expect_line out '^   0 ms .* 0 % \| +\|'
expect_line out '^ 120 ms .* 100 % \|#{50}\|'
expect_line out '^[0-9]+ ACKs: shortest [0-9.]+ ms, median [0-9.]+ ms, longest [0-9.]+ ms; 98 % of them between '
expect_line err '^PASS delayed-ack: '
expect_line err 'TCP_DELACK_MIN'
[[ $(wc -l <"$TMP/kept/sweep.tsv") -eq 47 ]] || fail "sweep.tsv has not a row for each delay"
[[ $(awk -F '\t' 'NR > 1 { n += $2 + $3 } END { print n }' "$TMP/kept/sweep.tsv") -eq \
	$(wc -l <"$TMP/kept/exchanges.tsv") ]] || fail "sweep.tsv does not count every connection"
expect_line err 'the plot is .*/kept/sweep\.svg$'
grep -q '<title id="title">When does the ACK of a FIN travel alone?' "$TMP/kept/sweep.svg" ||
	fail "sweep.svg is not as it should be"
[[ $(grep -c '<circle ' "$TMP/kept/sweep.svg") -eq $(awk -F '\t' 'NR > 1 && $2 > 0' "$TMP/kept/sweep.tsv" |
	wc -l) ]] || fail "sweep.svg has not a point for each delay"
if command -v jq >/dev/null; then
	jq -e '.event == "sweep" and (.delays | length == 46) and .delayed_ack_us.min > 0' \
		"$TMP/kept/sweep.json" >/dev/null || fail "sweep.json is not as it should be"
fi
expect_nothing_left "after a sweep"

# Its text on stdin: comes in place of the server, or of what came in its place before.
fake_server() {
	ln -sf "$BIN/server" "$TMP/bin/server"
	fake server
}

# OPTIONS WORDS: a server that is started with these options, the sweep's own as "$@" among them, has
# to be noticed, in words.
expect_difference() {
	fake_server <<<"exec \"\$REAL/server\" $1"
	sweep --check
	skip_if_inconclusive
	expect_status $status 1 "a server with $1"
	expect_line out "^DIFFERS delayed-ack: .*$2"
}

# It acknowledges each FIN at once; it closes at once, whatever it was told.
expect_difference '"$@" --quickack' 'with a close delay of 4 ms ([0-9]+) of \1 closes took four segments'
expect_difference '"${@/#--close-delay=*/--close-delay=0}"' 'with a close delay of 80 ms 0 of [0-9]+ closes took four segments'

# It closes late, so the measurement says nothing.
fake_server <<<'exec "$REAL/server" "${@/#--close-delay=*/--close-delay=150}"'
sweep --check
expect_status $status 0 "a slow machine"
expect_line out '^INCONCLUSIVE delayed-ack: [0-9]* of [0-9]* closes came late'

# A server that cannot start.
fake_server <<<'echo "no such thing" >&2; exit 1'
sweep --check
expect_status $status 1 "no server"
expect_line err 'delayed-ack: the server ended with status 1'
expect_nothing_left "without a server"
