#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# -w and what goes to standard output: the same bytes come back, and every failure is told.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
plain_host "$@"
[[ -c /dev/full ]] || skip "there is no /dev/full"

{ pcap_header && pcap_syns 200; } >"$TMP/in.pcap"

# There and back: equal in nanoseconds, and in what is shown.
"$BIN/sniffer" -r "$TMP/in.pcap" -w "$TMP/a.pcap" >"$TMP/silent.out" 2>"$TMP/silent.err"
expect_status $? 0 "-w FILE"
[[ ! -s $TMP/silent.out && ! -s $TMP/silent.err ]] || fail "-w FILE shows something"
"$BIN/sniffer" -r - -w - <"$TMP/a.pcap" | "$BIN/sniffer" -r - -w "$TMP/b.pcap"
cmp "$TMP/a.pcap" "$TMP/b.pcap" || fail "-w - | -r -: other bytes"
for file in in a b; do
	"$BIN/sniffer" -r "$TMP/$file.pcap" -f json >"$TMP/$file.json" || fail "cannot read $file.pcap"
done
[[ $(grep -c '"event":"segment"' "$TMP/in.json") -eq 200 ]] || fail "not 200 segments"
expect_same "$TMP/in.json" "$TMP/b.json" "-w changes what is read"

sniffer_refuses 1 "cannot write $TMP/no/where: No such file or directory" \
	-r "$TMP/in.pcap" -w "$TMP/no/where"
sniffer_refuses 1 "cannot write $TMP: Is a directory" -r "$TMP/in.pcap" -w "$TMP"
sniffer_refuses 1 "cannot write $TMP/in.pcap: it is the file that is being read" \
	-r "$TMP/in.pcap" -w "$TMP/in.pcap"

# The same file through a pipe: refused as long as whoever feeds the pipe has not read it all, also
# when the sniffer is there first. Then it is what was asked for, a file that is filtered in place.
{ pcap_header && pcap_syns 200 >"$TMP/records" && for _ in {1..40}; do cat "$TMP/records"; done; } >"$TMP/same.pcap"
cp "$TMP/same.pcap" "$TMP/kept.pcap"
same="cannot write $TMP/same.pcap: another program has it open, and standard input may come from it: .*"
# shellcheck disable=SC2002,SC2094 # that is what is tried
cat "$TMP/same.pcap" | sniffer_refuses 1 "$same" -r - -w "$TMP/same.pcap" ||
	fail "a file is read and written at once"
cmp "$TMP/kept.pcap" "$TMP/same.pcap" || fail "cat FILE | sniffer -r - -w FILE destroys it"
mkfifo "$TMP/pipe"
start early "$BIN/sniffer" -r "$TMP/pipe" -w "$TMP/same.pcap"
exec {pipe}>"$TMP/pipe"
# shellcheck disable=SC2094
cat "$TMP/same.pcap" 1>&"$pipe" 2>/dev/null
exec {pipe}>&-
await_exit early
expect_status $? 1 "the same file through a pipe that is opened first"
cmp "$TMP/kept.pcap" "$TMP/same.pcap" || fail "the same file through a pipe that is opened first"
head -c $((24 + 200 * PCAP_SYN_LENGTH)) "$TMP/kept.pcap" >"$TMP/same.pcap"
exec {pipe}<>"$TMP/pipe"
cat "$TMP/same.pcap" >&"$pipe"
exec {reader}<"$TMP/pipe" {pipe}>&-
"$BIN/sniffer" -r - -w "$TMP/same.pcap" port 100 <&"$reader"
expect_status $? 0 "a file that was read into the pipe before"
exec {reader}<&-
[[ $("$BIN/sniffer" -r "$TMP/same.pcap" | wc -l) -eq 1 ]] || fail "a file filtered in place"

# What turns out to be no capture costs nothing.
cp "$TMP/in.pcap" "$TMP/same.pcap"
sniffer_refuses 1 'cannot read standard input: it is empty, .*' -r - -w "$TMP/same.pcap" </dev/null
echo no capture at all |
	sniffer_refuses 1 'cannot read standard input: not a pcap .*' -r - -w "$TMP/same.pcap" || exit
cmp "$TMP/in.pcap" "$TMP/same.pcap" || fail "-w was emptied for nothing"

sniffer_refuses 1 'cannot write /dev/full: No space left on device: 0 packets were written' \
	-r "$TMP/in.pcap" -w /dev/full
# ... although there is nothing to write but the header.
sniffer_refuses 1 'cannot write /dev/full: No space left on device: 0 packets were written' \
	-r "$TMP/in.pcap" -w /dev/full port 9
if [[ $EUID -ne 0 ]]; then
	: >"$TMP/locked"
	chmod 444 "$TMP/locked"
	sniffer_refuses 1 "cannot write $TMP/locked: Permission denied" -r "$TMP/in.pcap" -w "$TMP/locked"
fi

"$BIN/sniffer" -r "$TMP/in.pcap" -w - >/dev/full 2>"$TMP/full.err"
expect_status $? 1 "-w - >/dev/full"
expect_line "$TMP/full.err" 'cannot write standard output: No space left on device: 0 .*' "-w -"

for format in line json; do
	"$BIN/sniffer" -r "$TMP/in.pcap" -f "$format" >/dev/full 2>"$TMP/full.err"
	expect_status $? 1 "-f $format >/dev/full"
	expect_line "$TMP/full.err" 'cannot write output: No space left on device' "-f $format"
done

# A reader that has enough is no failure. The pipe holds less than what is to be written.
{ pcap_header && for _ in 1 2 3 4 5 6 7 8; do pcap_syns 250; done; } >"$TMP/long.pcap"
"$BIN/sniffer" -r "$TMP/long.pcap" 2>"$TMP/head.err" | head -n 1 >"$TMP/head.out"
[[ ${PIPESTATUS[0]} -eq 0 ]] || fail "| head -n 1: exit status ${PIPESTATUS[0]}"
[[ $(wc -l <"$TMP/head.out") -eq 1 && ! -s $TMP/head.err ]] || fail "| head -n 1 is not quiet"
"$BIN/sniffer" -r "$TMP/long.pcap" -w - 2>"$TMP/head.err" | head -c 1 >"$TMP/head.out"
[[ ${PIPESTATUS[0]} -eq 0 ]] || fail "-w - | head -c 1: exit status ${PIPESTATUS[0]}"
[[ ! -s $TMP/head.err ]] || fail "-w - | head -c 1 is not quiet"
