#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run_demo.sh's command line: what it lists, refuses and keeps.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"

# ARGUMENTS...: wrong usage, told in one line.
refused() {
	run_demo "$@"
	expect_status "$status" 2 "$*"
	expect_line err '^run_demo.sh: .*(--help|--list)'
	[[ $(wc -l <"$TMP/demo.err") -eq 1 && ! -s $TMP/demo.out ]] || fail "$*: more than a line"
}
refused --nonsense
refused -x
refused --nonsense=1
refused no-such-scenario
refused documented ../golden/documented
for pair in half-clos:half-close fourway:four-way Documented:documented; do
	refused "${pair%:*}"
	expect_line err "^run_demo.sh: there is no scenario '${pair%:*}': is it '${pair#*:}'\? --list lists them$"
done
for pair in lsit:list chekc:check terminal:terminals verison:version explian=x:explain; do
	refused "--${pair%:*}"
	word=${pair%:*}
	expect_line err "^run_demo.sh: unknown option '--${word%=*}' \(did you mean --${pair#*:}\?\)"
done
refused something-else
! grep -q 'is it' "$TMP/demo.err" || fail "something-else is near to nothing"
refused --check --list
refused --update
refused --list documented
refused --lang=fr
refused --lang
refused --keep
refused --check --ladder
refused --bin /no/such/folder
refused --terminals --keep "$TMP/kept"
refused --http=65536 documented
refused --keep=
refused --bin=
# What could not act.
refused --check --explain
refused --update documented --explain
refused --check --http
refused --tap
refused --strict documented
refused --times documented
# This machine's clock goes on while nobody works.
if ! grep -qw demo_clock=instructions /proc/cmdline; then
	refused --check --times documented
	expect_line err "^run_demo.sh: --times: this machine's clock does not count instructions"
fi
for arguments in --bisect '--bisect --update documented' '--bisect --strict documented' \
	'--bisect --http documented' '--bisect --no-such-option documented'; do
	# shellcheck disable=SC2086 # words
	run_demo $arguments
	expect_status "$status" 255 "$arguments"
done
run_demo --bisect
expect_line err '^run_demo.sh: --bisect wants the NAME of a scenario: '
for option in --update --strict --ladder --http --versus; do
	run_demo --bisect $option documented
	expect_status "$status" 255 "--bisect $option"
	expect_line err "^run_demo.sh: $option cannot be combined with --bisect: "
done
for option in --ladder --explain --http --terminals --update; do
	refused $option delayed-ack
	expect_line err "^run_demo.sh: delayed-ack measures many exchanges: $option cannot act on it: "
done
# Which of two was meant.
for option in '--keep=a --keep b' '--lang=en --lang=zh' '--bin=/ --bin /usr' '--http --http=81'; do
	# shellcheck disable=SC2086 # words
	refused $option
	expect_line err "^run_demo.sh: --[a-z]+ is given twice: '.*' and '.*': "
done

# What it quotes drives no terminal: the script shows the same text as the programs.
for name in 'a\b~' $'\e[31m' $'\x7f\x01' 中文 é— $'\u00a0' 😀 $'\xc2\x9b' $'\xc2\xad' $'\x9b' $'\xff\xfe' $'\xe4\xb8' \
	$'\u061c' $'\u200b' $'\u202e' $'\u2028' $'\u2066' $'\ufeff' $'\U000e0041' $'\xed\xa0\x80' $'\xc0\x9b' \
	$'\xe0\x80\x9b' $'\xf0\x80\x80\x9b' $'\xf4\x90\x80\x80'; do
	refused "--x$name"
	"$BIN/sniffer" "--x$name" 2>"$TMP/program.err"
	sed 's/^sniffer: //; s/: see .*//' "$TMP/program.err" >"$TMP/expected"
	sed 's/^run_demo.sh: //; s/: see .*//' "$TMP/demo.err" >"$TMP/shown"
	expect_same "$TMP/expected" "$TMP/shown" "a name"
done

run_demo --list
expect_status "$status" 0 --list
expect_line out '^documented +[^ ]'
find "$ROOT/tests/catalogue/scenarios" -name '*.txt' -printf '%f\n' | sed 's/\.txt$//' | sort >"$TMP/scenarios"
grep -v '^\(#.*\|\)$' "$TMP/demo.out" | cut -d ' ' -f 1 | sort >"$TMP/listed"
expect_same "$TMP/scenarios" "$TMP/listed" "--list is not the scenarios"
run_demo --lang=en --list
[[ $(grep '^#' "$TMP/demo.out" | tr '\n' ';') == '# Openings;# Closings;# Losses, reordering, duplicates;'* ]] ||
	fail "--list has not the README's groups"
[[ $(sed -n '/^# Forged/,$p' "$TMP/demo.out" | cut -d ' ' -f 1 | tr '\n' ' ') == \
	'# rst-challenged rst-injected syn-in-established ' ]] || fail "--list: what is forged"
# The guide has them in the same groups.
sed -n 's/^# /| /p; s/^\([a-z0-9-]*\) .*/\1/p' "$TMP/demo.out" | grep -v '^#' | tr '[:upper:]' '[:lower:]' | tr -s '|\n ' '\n' | grep . >"$TMP/listed"
sed -n '/^| openings |/,/^$/p' "$ROOT/common/manual/guide.md" | tr -s '|`\n ' '\n' | grep . >"$TMP/scenarios"
expect_same "$TMP/scenarios" "$TMP/listed" "the guide's table of scenarios"
refused --scenarios "$TMP/none" --list
refused --golden "$TMP/none" --check
mkdir "$TMP/own"
cp "$ROOT/tests/catalogue/scenarios/refused.txt" "$TMP/own/mine.txt"
run_demo --scenarios "$TMP/own" --list
expect_status "$status" 0 "--scenarios --list"
[[ $(cut -d ' ' -f 1 "$TMP/demo.out" | tr '\n' ' ') == '# mine ' ]] || fail "--scenarios is not the user's own"
# Without groups there are no headings; beside one that has a group, one without stands last.
sed -i '/^group:/d' "$TMP/own/mine.txt"
run_demo --scenarios "$TMP/own" --list
[[ $(cut -d ' ' -f 1 "$TMP/demo.out") == mine ]] || fail "a heading without groups"
cp "$ROOT/tests/catalogue/scenarios/abort.txt" "$TMP/own/yonder.txt"
run_demo --scenarios "$TMP/own" --lang=en --list
[[ $(awk 'NF { print $1 == "#" ? $2 : $1 }' "$TMP/demo.out" | tr '\n' ' ') == 'Closings yonder Others mine ' ]] ||
	fail "one without a group beside one with: $(cat "$TMP/demo.out")"
rm "$TMP/own/yonder.txt"
# Of several, each is named.
cp "$TMP/own/mine.txt" "$TMP/own/yours.txt"
mkdir "$TMP/golden"
cp "$ROOT/tests/catalogue/golden/refused.txt" "$TMP/golden/mine.txt"
cp "$ROOT/tests/catalogue/golden/refused.txt" "$TMP/golden/yours.txt"
run_demo --scenarios "$TMP/own" --golden "$TMP/golden" --lang=en all
expect_status "$status" 0 "--scenarios all"
[[ $(grep -c '^== \(mine\|yours\): a connection refused' "$TMP/demo.out") -eq 2 ]] || fail "all does not name each"
run_demo --help
expect_status "$status" 0 --help
expect_line out '^usage: '
for option in NAME --check --list --update --keep --ladder --terminals --install-deps --lang --bin; do
	expect_line out "^  $option"
done
run_demo --version
expect_line out '^run_demo.sh .* [0-9]+\.[0-9]+\.[0-9]+$'


# ARGUMENTS...: nobody is there to read it.
unread() {
	timeout 60 "$BASH" "$DEMO" "$@" >&- 2>"$TMP/demo.err"
	expect_status $? 1 "$* with standard output closed"
	[[ $(cat "$TMP/demo.err") == 'run_demo.sh: cannot write output: standard output is closed' ]] ||
		fail "$* with standard output closed says: $(cat "$TMP/demo.err")"
}
unread --help
unread --version
unread --list
unread --bin "$TMP/bin" documented
unread --bin "$TMP/bin" --check documented
"$BASH" "$DEMO" --help >/dev/full 2>"$TMP/demo.err"
expect_status $? 1 "--help >/dev/full"
expect_line err '^run_demo.sh: cannot write the output: is the disk full\?$'
[[ $(wc -l <"$TMP/demo.err") -eq 1 ]] || fail "--help >/dev/full: more than a line"
run_demo --lang=en --lang=en --bin "$TMP/bin" --keep again --keep=again --explain delayed-ack documented --help
expect_status "$status" 0 "the same again, and help"

# What --keep keeps.
cd "$TMP" || exit 1
run_demo --keep kept
skip_if_inconclusive
expect_status "$status" 0 --keep
cd kept || fail "--keep: no folder"
[[ $(printf '%s ' *) == 'capture.pcap client.txt counters.txt listing.txt moments.txt page.html picture.svg raw.txt server.txt sniffer.stderr ' ]] ||
	fail "--keep: $(ls)"
expect_same "$ROOT/tests/catalogue/golden/documented.txt" listing.txt "--keep: listing.txt"
"$BIN/sniffer" -r capture.pcap --phases --canonical 2>/dev/null >again.txt
tail -n +2 listing.txt >body.txt
expect_same body.txt again.txt "--keep: capture.pcap is not what was shown"
[[ $(grep -c 'tcp报文' raw.txt) -eq 8 ]] || fail "--keep: raw.txt"
grep -q '48604.*826795163' raw.txt && fail "--keep: raw.txt has the canonical numbers"
grep -q '^</svg>$' picture.svg || fail "--keep: picture.svg"
# Title, what to look at, why and the kernel stand in picture and page.
scenario=$ROOT/tests/catalogue/scenarios/documented.txt
for key in title look; do
	text=$(sed -n "s/^$key-zh: *//p" "$scenario" | head -n 1)
	grep -qF -- "${text:0:12}" picture.svg || fail "--keep: picture.svg has no $key"
	grep -qF -- "$text" page.html || fail "--keep: page.html has no $key"
done
grep -qF "documented · $(uname -sr)" picture.svg || fail "--keep: picture.svg does not tell the kernel"
grep -qF "documented · $(uname -sr)" page.html || fail "--keep: page.html does not tell the kernel"
! grep -q '%delay%' picture.svg page.html || fail "--keep: a time is not filled in"
grep -q '^listening on ' server.txt || fail "--keep: server.txt"
grep -q 'hello world' client.txt || fail "--keep: client.txt"
grep -q 'dropped by kernel' sniffer.stderr || fail "--keep: sniffer.stderr"

run_demo --ladder --lang=en
skip_if_inconclusive
expect_status "$status" 0 --ladder
expect_line out '^ +SYN-SENT .* SYN seq=0 .*►│$'
expect_line out '^  verdict: opened by the three-way handshake'
! grep -q '^tcp segment |' "$TMP/demo.out" || fail "--ladder shows the listing, too"

: >"$TMP/file"
run_demo --keep "$TMP/file/no"
expect_status "$status" 1 "--keep where it cannot write"
run_demo --keep "$TMP/two" documented documented
[[ -s $TMP/two/documented/capture.pcap ]] || fail "--keep of two scenarios: no folder per name"
expect_nothing_left "usage"
