#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# -r: files of every kind, and the same through standard input.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
plain_host "$@"

{ pcap_header && pcap_syns 5; } >"$TMP/whole.pcap"
: >"$TMP/empty"
printf 'hello world, this is no capture\n' >"$TMP/text"
pcap_header | head -c 20 >"$TMP/header"

sniffer_refuses 1 "cannot read $TMP/missing: No such file or directory" -r "$TMP/missing"
sniffer_refuses 1 "cannot read $TMP: it is a directory, not a capture file" -r "$TMP"
sniffer_refuses 1 "cannot read $TMP/empty: it is empty, not a pcap or pcapng capture" -r "$TMP/empty"
sniffer_refuses 1 "cannot read $TMP/text: not a pcap or pcapng capture" -r "$TMP/text"
sniffer_refuses 1 "cannot read $TMP/header: not a pcap or pcapng capture that can be used: .*" \
	-r "$TMP/header"
sniffer_refuses 1 'cannot read standard input: it is empty, .*' -r -
sniffer_refuses 1 'cannot read standard input: not a pcap or pcapng capture' -r - <"$TMP/text"
sniffer_refuses 2 "bad filter 'tcp port foo': unknown port 'foo': see 'sniffer --help'" \
	-r "$TMP/whole.pcap" tcp port foo
sniffer_refuses 2 "'.*whole.pcap' is no filter: to read that file, write -r .*" -p 0 "$TMP/whole.pcap"
sniffer_refuses 2 "'.*whole.pcap' is no filter: -r reads one file.*" -p 0 -r "$TMP/whole.pcap" "$TMP/whole.pcap"

# LINE OPTIONS...: this stands on standard error, alone; nothing where LINE is empty.
says() {
	local line=$1
	shift
	timeout 60 "$BIN/sniffer" -r "$TMP/whole.pcap" "$@" >"$TMP/says.out" 2>"$TMP/says.err"
	expect_status $? 0 "$*"
	[[ $(cat "$TMP/says.err") == "$line" ]] || fail "$*: says '$(cat "$TMP/says.err")'"
}
says 'no connection matches --conn=99' --conn=99
[[ ! -s $TMP/says.out ]] || fail "--conn=99 shows something"
says 'no connection matches --only=close=reset' --only=close=reset -f none --connections
says 'no connection matches --only=open=unanswered --conn=6-7' --only=open=unanswered --conn=6-7
says '' -q --conn=99
says '' --conn=5
says '' --only=open=unanswered -f json

# The packets that were whole, then the reason; from a file and from a pipe.
for ((cut = 1; cut <= PCAP_SYN_LENGTH; cut += 11)); do
	head -c -"$cut" "$TMP/whole.pcap" >"$TMP/cut.pcap"
	for from in "$TMP/cut.pcap" -; do
		timeout 60 "$BIN/sniffer" -r "$from" >"$TMP/cut.out" 2>"$TMP/cut.err" \
			< <(cat "$TMP/cut.pcap")
		status=$?
		[[ $(wc -l <"$TMP/cut.out") -eq 4 ]] || fail "-$cut: not the four whole packets"
		if [[ $cut -eq $PCAP_SYN_LENGTH ]]; then
			expect_status $status 0 "-$cut"
			continue
		fi
		expect_status $status 1 "-$cut"
		name=$from
		[[ $from != - ]] || name='standard input'
		expect_line "$TMP/cut.err" \
			"cannot read $name to its end: it is cut off after 4 whole packets: .*" "-$cut"
	done
done

# Filters: the default port, all ports, words.
for try in '5 ' '0 -p 80' '5 -p 0' '1 src port 3' '2 -c 2' '5 -c 9'; do
	read -r lines words <<<"$try"
	# shellcheck disable=SC2086 # words of a command line
	"$BIN/sniffer" -r "$TMP/whole.pcap" $words >"$TMP/try.out" 2>"$TMP/try.err"
	expect_status $? 0 "-r $words"
	[[ $(wc -l <"$TMP/try.out") -eq $lines ]] || fail "-r $words: not $lines lines"
	[[ ! -s $TMP/try.err ]] || fail "-r $words: prints on standard error"
done
# A frame's number counts the packets that the filter rejects.
"$BIN/sniffer" -r "$TMP/whole.pcap" -f json src port 3 | grep -q '"frame":3,' || fail "frame number"

# Packets without a segment are told, and why: here the capture ends inside the TCP header.
{
	pcap_header
	printf '\x00\x00\x00\x00\x00\x00\x00\x00\x1e\x00\x00\x00\x28\x00\x00\x00'
	printf '\x45\x00\x00\x28\x00\x00\x00\x00\x40\x06\x00\x00\x7f\x00\x00\x01'
	printf '\x7f\x00\x00\x01\x00\x01\x1f\x8f\x00\x00\x00\x01\x00\x00'
} >"$TMP/short.pcap"
"$BIN/sniffer" -r "$TMP/short.pcap" >"$TMP/short.out" 2>"$TMP/short.err"
expect_status $? 0 "a packet without a whole TCP header"
[[ ! -s $TMP/short.out ]] || fail "a packet without a whole TCP header is shown"
grep -q 'short-tcp-header' "$TMP/short.err" || fail "nothing says why no segment is shown"
grep -q 'no TCP segment among 1 packet$' "$TMP/short.err" || fail "nothing says that no segment is shown"

# A pcapng file that says that the capture itself lost packets: told once, and in the last event.
{
	printf '\x0a\x0d\x0d\x0a\x1c\x00\x00\x00\x4d\x3c\x2b\x1a\x01\x00\x00\x00'
	printf '\xff\xff\xff\xff\xff\xff\xff\xff\x1c\x00\x00\x00'
	printf '\x01\x00\x00\x00\x14\x00\x00\x00\x65\x00\x00\x00\x00\x00\x04\x00\x14\x00\x00\x00'
	printf '\x06\x00\x00\x00\x48\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
	printf '\x28\x00\x00\x00\x28\x00\x00\x00'
	printf '\x45\x00\x00\x28\x00\x00\x00\x00\x40\x06\x00\x00\x7f\x00\x00\x01'
	printf '\x7f\x00\x00\x01\x00\x01\x1f\x8f\x00\x00\x00\x01\x00\x00\x00\x00'
	printf '\x50\x02\x00\x00\x00\x00\x00\x00\x48\x00\x00\x00'
	printf '\x05\x00\x00\x00\x24\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'
	printf '\x05\x00\x08\x00\x0c\x00\x00\x00\x00\x00\x00\x00\x24\x00\x00\x00'
} >"$TMP/dropped.pcapng"
for input in "$TMP/dropped.pcapng" -; do
	"$BIN/sniffer" -r "$input" -f json <"$TMP/dropped.pcapng" >"$TMP/dropped.out" 2>"$TMP/dropped.err"
	expect_status $? 0 "a file with drop counters"
	grep -q '"captured":1,"received":1,"dropped":12,' "$TMP/dropped.out" || fail "-r $input: dropped"
	[[ $(grep -c '12 packets were dropped' "$TMP/dropped.err") -eq 1 ]] || fail "-r $input: said once"
done
