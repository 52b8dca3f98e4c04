#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# -r -: a line appears although the pipe stays open, wherever its writer pauses, and a signal ends it.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
plain_host "$@"

for signal in INT TERM; do
	mkfifo "$TMP/pipe"
	start sniffer "$BIN/sniffer" -r - <>"$TMP/pipe"
	exec {pipe}>"$TMP/pipe"
	pcap_header >&"$pipe"
	pcap_syns 2 >&"$pipe"
	await_line "$TMP/sniffer.out" 'SYN: true' 60 2 || fail "no line while the pipe is open"
	pcap_syns 1 | head -c 30 >&"$pipe" # half a packet
	kill "-$signal" "${PID[sniffer]}"
	await_exit sniffer
	expect_status $? 0 "SIG$signal"
	[[ $(wc -l <"$TMP/sniffer.out") -eq 2 ]] || fail "not the two packets"
	[[ ! -s $TMP/sniffer.err ]] || fail "prints on standard error"
	exec {pipe}>&-
	rm "$TMP/pipe"
done
