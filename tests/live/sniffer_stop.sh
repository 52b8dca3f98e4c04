#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# SIGINT ends the sniffer soon although packets keep coming; what came before is told.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"
start_server server --echo=off
# shellcheck disable=SC2016 # for the inner shell
start flood bash -c 'exec 3<>/dev/tcp/127.0.0.1/8079; while printf x >&3; do :; done'

for signal in INT TERM; do
	start_sniffer sniffer -U
	await_line "$TMP/sniffer.out" 'payload: x' 60 100 || fail "no packets"
	began=${EPOCHREALTIME/[.,]/}
	stop sniffer "$signal"
	expect_status $? 0 "$signal"
	echo "ended $(((${EPOCHREALTIME/[.,]/} - began) / 1000)) ms after SIG$signal"
	lines=$(wc -l <"$TMP/sniffer.out")
	grep -q "^$lines packets captured, [0-9]* received by filter, [0-9]* dropped by kernel\$" \
		"$TMP/sniffer.err" || fail "$signal: the statistics do not match $lines lines"
	grep -q 'counts each packet twice' "$TMP/sniffer.err" || fail "$signal: no word on lo"
done
