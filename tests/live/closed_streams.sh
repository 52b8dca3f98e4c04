#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Programs that are started with standard streams closed: no file gets one of their numbers, so that
# text never goes into a capture, and who needs a stream that is closed says so.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"
{ pcap_header && pcap_syns 50; } >"$TMP/in.pcap"
"$BIN/sniffer" -r "$TMP/in.pcap" -w "$TMP/expected.pcap" || fail "cannot copy a capture"

# CLOSED COMMAND...: with the streams closed whose numbers are in CLOSED.
without() {
	local closed=$1
	shift
	(
		[[ $closed != *0* ]] || exec 0<&-
		[[ $closed != *1* ]] || exec 1>&-
		[[ $closed != *2* ]] || exec 2>&-
		exec "$@"
	)
}

# -v has something to say; the capture is the same all the same.
for closed in 0 1 2 01 02 12 012; do
	rm -f "$TMP/copy.pcap"
	without "$closed" "$BIN/sniffer" -v -r "$TMP/in.pcap" -w "$TMP/copy.pcap" \
		>"$TMP/copy.out" 2>"$TMP/copy.err"
	expect_status $? 0 "-w with $closed closed"
	cmp "$TMP/expected.pcap" "$TMP/copy.pcap" || fail "-w with $closed closed: another capture"
done

# The same for an interface.
: >"$TMP/copy.pcap"
exec "$BIN/sniffer" -v -U -p 0 -w "$TMP/copy.pcap" 0<&- 1>&- 2>&- &
PID[sniffer]=$!
await_bytes "$TMP/copy.pcap" 24 || fail "no header of a capture"
start_server server -q
"$BIN/client" -q || fail "the client"
await_bytes "$TMP/copy.pcap" 400 || fail "no packet is captured"
stop sniffer INT
expect_status $? 0 "a live capture without streams"
"$BIN/sniffer" -r "$TMP/copy.pcap" >"$TMP/copy.out" 2>"$TMP/copy.err"
expect_status $? 0 "what was captured without streams"
[[ $(wc -l <"$TMP/copy.out") -ge 5 && ! -s $TMP/copy.err ]] || fail "what was captured without streams"

# PROGRAM CLOSED REASON OPTIONS...
refuses() {
	local program=$1 closed=$2 reason=$3
	shift 3
	without "$closed" timeout 10 "$BIN/$program" "$@" >"$TMP/refused.out" 2>"$TMP/refused.err"
	expect_status $? 1 "$program $* with $closed closed"
	[[ $(cat "$TMP/refused.err") == "$program: $reason" ]] ||
		fail "$program $* with $closed closed says: $(cat "$TMP/refused.err")"
}
output='cannot write output: standard output is closed'
refuses sniffer 1 "$output" -r "$TMP/in.pcap"
refuses sniffer 01 "$output" -r "$TMP/in.pcap" -f json
refuses sniffer 1 "$output" -r "$TMP/in.pcap" -f none --connections
refuses sniffer 1 "$output"
refuses sniffer 1 "$output" --help
refuses sniffer 1 'cannot write standard output: it is closed' -r "$TMP/in.pcap" -w -
refuses sniffer 0 'cannot read standard input: it is closed' -r -
refuses server 1 "$output" -p 0
refuses server 1 "$output" --version
refuses client 1 "$output"
refuses client 01 "$output" --connections=1 --requests=1 --json
