#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# tcpdump on the same traffic sees the same segments in the same order. It writes into a pipe from
# which a second sniffer reads, so that both speak the same way.
#
# As root of a user namespace tcpdump fails to change its groups: there dumpcap stands in.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
if [[ $1 != --inside && $EUID -eq 0 ]] && unshare -n true 2>/dev/null; then
	exec unshare -n -- "$BASH" "$0" --inside "$@"
fi
private_network "$@"

other=tcpdump ready='listening on lo'
[[ $(cat /proc/self/setgroups) != deny ]] || other=dumpcap ready='File: '
need "$other"
mkfifo "$TMP/pipe"
if [[ $other == tcpdump ]]; then
	start other tcpdump -i lo -U -w "$TMP/pipe" -Z root tcp port 8079
else
	start other dumpcap -i lo -P -w "$TMP/pipe" -f 'tcp port 8079'
fi
start reader "$BIN/sniffer" -r "$TMP/pipe"
await_line "$TMP/other.err" "$ready" || skip "$other does not capture here"
start_server server --echo=bytes
start_sniffer sniffer

for _ in 1 2 3 4 5; do
	"$BIN/client" >>"$TMP/client.out" 2>&1 || fail "client"
	"$BIN/client" --wait-echo >>"$TMP/client.out" 2>&1 || fail "client --wait-echo"
done
burst 50
stop server
stop sniffer INT
expect_status $? 0 "the sniffer"
lines=$(wc -l <"$TMP/sniffer.out")
await_line "$TMP/reader.out" 'tcp' 60 "$lines" || fail "$other saw less than $lines segments"
kill -TERM "${PID[other]}"
await_exit reader
expect_status $? 0 "the sniffer that reads from $other"
expect_same "$TMP/reader.out" "$TMP/sniffer.out" "$other saw something else"
[[ $lines -ge 130 ]] || fail "only $lines segments"
echo "$other saw the same $lines segments"
