#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Of a packet the kernel copies what is shown, and no more: whole ones where they are written or
# evidence, as many bytes as -s says where it is given. What is missing is told.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"

# LENGTH OPTIONS...: this snapshot length is what -v tells.
expect_snapshot() {
	local length=$1
	shift
	start_sniffer sniffer -v "$@"
	stop sniffer INT
	expect_status $? 0 "sniffer -v $*"
	grep -q "snapshot length $length bytes" "$TMP/sniffer.err" ||
		fail "sniffer $*: not $length bytes: $(cat "$TMP/sniffer.err")"
}
expect_snapshot 768
expect_snapshot 612 --payload=100
expect_snapshot 512 --payload=none
expect_snapshot 262144 --payload=all
expect_snapshot 512 -f none --connections
expect_snapshot 262144 --explain
expect_snapshot 262144 -f json
expect_snapshot 262144 -f none -w "$TMP/kept.pcap"
expect_snapshot 100 -f json -s 100
expect_snapshot 262144 -s 0

start_server server --echo=off
start_sniffer short -s 76
start_sniffer usual
start_sniffer whole --payload=all
"$BIN/client" -m "$(printf 'x%.0s' {1..1000})" >"$TMP/client.out" 2>&1 || fail "client"
for name in short usual whole; do
	await_line "$TMP/$name.out" 'FIN: true' 60 2 || fail "$name has not seen the close"
	stop "$name" INT
	expect_status $? 0 "$name"
	grep -o 'payload: x.*' "$TMP/$name.out" >"$TMP/$name.payload"
done
stop server
# Ethernet 14, IP 20, TCP 20 and the timestamps 12: ten bytes are left of 76.
printf 'payload: xxxxxxxxxx …990 more\n' >"$TMP/short.wanted"
printf 'payload: %s …744 more\n' "$(printf 'x%.0s' {1..256})" >"$TMP/usual.wanted"
printf 'payload: %s\n' "$(printf 'x%.0s' {1..1000})" >"$TMP/whole.wanted"
for name in short usual whole; do
	expect_same "$TMP/$name.payload" "$TMP/$name.wanted" "$name"
done
