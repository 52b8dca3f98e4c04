#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --max-connections lets the others wait; --idle-timeout ends who does nothing.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

ping() {
	local line
	printf 'ping\n' >&"$1"
	IFS= read -r -t 10 line <&"$1" && [[ $line == ping ]]
}

start_server server --lang=en --max-connections=2
exec {first}<>/dev/tcp/127.0.0.1/8079
exec {second}<>/dev/tcp/127.0.0.1/8079
ping "$first" && ping "$second" || fail "two are not served"
exec {third}<>/dev/tcp/127.0.0.1/8079 # the kernel takes it
printf 'early\n' >&"$third"
# The server goes round for the others, and does not take the third.
for ((i = 0; i < 20; i++)); do
	ping "$first" && ping "$second" || fail "the first two are not served any more"
done
[[ $(grep -c ' connected$' "$TMP/server.out") -eq 2 ]] || fail "it took a third"
exec {first}>&-
IFS= read -r -t 10 line <&"$third" || fail "the third is not served when there is room"
[[ $line == early ]] || fail "the third got '$line'"
exec {second}>&- {third}>&-
stop server
expect_status $? 0 "server --max-connections=2"

start_server server --lang=en --idle-timeout=1
began=${EPOCHREALTIME/./}
exec {idle}<>/dev/tcp/127.0.0.1/8079
ping "$idle" || fail "not served"
timeout 10 cat <&"$idle" >"$TMP/got" || fail "not ended after its timeout"
# libevent's clock can be a tick of the kernel behind.
[[ $((${EPOCHREALTIME/./} - began)) -ge 980000 ]] || fail "ended too early"
await_line "$TMP/server.out" ' left: idle timeout, 5 bytes received, 5 echoed$' ||
	fail "the reason is not told"
exec {idle}>&-
stop server
expect_status $? 0 "server --idle-timeout=1"
