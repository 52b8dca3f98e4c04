#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What differs is told in words and as a diff, --update makes it the golden, and a server that the
# scenario told to be late is no slow machine.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
demo_copy
golden=$TREE/tests/catalogue/golden/documented.txt
scenario=$TREE/tests/catalogue/scenarios/documented.txt

# WORDS: --check says DIFFERS with these words and a diff.
differs() {
	run_demo --check documented
	! is_undecided || return 0
	expect_status "$status" 1 "$1"
	expect_line out "^DIFFERS documented: $1"
	expect_line out '^[+-](tcp报文|#|2023)'
	expect_line out '^0 passed, 1 differ, 0 inconclusive'
}

sed -i 's/payload: hello world/payload: hello there/' "$golden"
differs 'another content of the client.s 11 bytes of data \(segment 4 of the golden output, 4 of this run\)$'
run_demo
is_undecided || {
	expect_status "$status" 1 "playing what differs"
	expect_line err '^DIFFERS documented: '
}
is_undecided || expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$TMP/demo.out" "the listing where it differs"

cp "$ROOT/tests/catalogue/golden/documented.txt" "$golden"
sed -i '/FIN: true/d' "$golden"
differs "only this run has the client's FIN \(segment 6\); only this run has the server's FIN \(segment 7\); the golden"

# A machine that is too slow updates nothing.
cp "$golden" "$TMP/spoilt"
run_demo --update documented
if is_undecided; then
	expect_status "$status" 1 "--update on a slow machine"
	expect_line err '^INCONCLUSIVE documented: not updated: '
	expect_same "$TMP/spoilt" "$golden" "updated from a slow machine"
	cp "$ROOT/tests/catalogue/golden/documented.txt" "$golden"
else
	expect_status "$status" 0 --update
	expect_line err '^PASS documented: updated '
	expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$golden" "the updated golden"
fi
run_demo --update documented
is_undecided || expect_line err 'is up to date$'

sed -i '/^#以上是三次握手$/d' "$golden"
differs 'the same segments, but the lines between them differ \(line 5\)$'
rm "$golden"
run_demo --check documented
expect_status "$status" 1 "no golden"
expect_line err '^run_demo.sh: documented: there is no golden output yet'
cp "$ROOT/tests/catalogue/golden/documented.txt" "$golden"

sed -i 's/^server:.*/server: --close-delay=100\nsilences: 75 any/' "$scenario"
differs 'in this run the server acknowledges the FIN alone \(segment 7, .*\), so the close takes four segments; in the golden output that ACK rides on its own FIN \(segment 7\)$'

echo 'colour: red' >>"$scenario"
run_demo --check documented
expect_status "$status" 1 "unknown key"
expect_line err "^run_demo.sh: documented: scenarios/documented.txt: line [0-9]+: 'colour'"
cp "$ROOT/tests/catalogue/scenarios/documented.txt" "$scenario"

echo 'needs: no-such-tool' >>"$scenario"
run_demo --check documented
expect_status "$status" 77 "what cannot be played"
expect_line out '^SKIP documented: no-such-tool is not installed$'
expect_line out '^0 passed, 0 differ, 0 inconclusive, 1 skipped'

# Data is never evaluated.
cp "$ROOT/tests/catalogue/scenarios/documented.txt" "$scenario"
# shellcheck disable=SC2016 # as it stands
printf 'why-en: $(touch %s/evil) `touch %s/evil`\n' "$TMP" "$TMP" >>"$scenario"
run_demo --lang=en
is_undecided || expect_line err '^\$\(touch .*/evil\) `touch .*/evil`$'
[[ ! -e $TMP/evil ]] || fail "a scenario was evaluated"

# A file that is no scenario ends neither the others' turn nor the list.
printf 'title-en: bad\nstep: server\nstep: pause a[$(touch %s/evil)]\n' "$TMP" >"$TREE/tests/catalogue/scenarios/bad.txt"
echo 'title-en: a name that is none' >"$TREE/tests/catalogue/scenarios/not a name.txt"
cp "$ROOT/tests/catalogue/scenarios/documented.txt" "$scenario"
complaint="^run_demo.sh: (bad: )?scenarios/bad.txt: step 'pause .*': a whole number of milliseconds, not '.*'$"
run_demo --list
expect_status "$status" 1 "--list with a bad file"
expect_line err "$complaint"
[[ $(wc -l <"$TMP/demo.err") -eq 1 && $(grep -c '^[^#]' "$TMP/demo.out") -eq \
	$(find "$ROOT/tests/catalogue/scenarios" -name '*.txt' | wc -l) ]] || fail "--list with a bad file is not the others"
expect_line out '^zero-window '
for arguments in 'bad documented' '--check bad documented'; do
	# shellcheck disable=SC2086 # words
	run_demo $arguments
	expect_status "$status" 1 "$arguments"
	expect_line err "$complaint"
	is_undecided || cat "$TMP/demo.out" "$TMP/demo.err" | grep -q '^PASS documented' ||
		fail "$arguments: documented is not played"
done
expect_line out ' 1 failed$'
[[ ! -e $TMP/evil ]] || fail "a step was evaluated"
expect_nothing_left "golden"
skip_if_undecided
