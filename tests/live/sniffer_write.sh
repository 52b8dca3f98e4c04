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
