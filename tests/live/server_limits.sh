#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --max-connections lets the others wait; --idle-timeout ends who does nothing.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

ping() {
	local line
	printf 'ping\n' >&"$1"
	IFS= read -r -t 60 line <&"$1" && [[ $line == ping ]]
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
IFS= read -r -t 60 line <&"$third" || fail "the third is not served when there is room"
[[ $line == early ]] || fail "the third got '$line'"
exec {second}>&- {third}>&-
stop server
expect_status $? 0 "server --max-connections=2"

start_server server --lang=en --idle-timeout=1
began=${EPOCHREALTIME/./}
exec {idle}<>/dev/tcp/127.0.0.1/8079
ping "$idle" || fail "not served"
timeout 60 cat <&"$idle" >"$TMP/got" || fail "not ended after its timeout"
# libevent's clock can be a tick of the kernel behind.
[[ $((${EPOCHREALTIME/./} - began)) -ge 980000 ]] || fail "ended too early"
await_line "$TMP/server.out" ' left: idle timeout, 5 bytes received, 5 echoed$' ||
	fail "the reason is not told"
exec {idle}>&-
stop server
expect_status $? 0 "server --idle-timeout=1"

# Who drips a byte now and then is not idle, and keeps its place; who has vanished without a word is,
# and loses it: the one that waits gets it. Nobody is thrown out for the sake of another.
start_server server --lang=en --max-connections=2 --idle-timeout=2
exec {drip}<>/dev/tcp/127.0.0.1/8079
await_line "$TMP/server.out" ' connected$' || fail "the first is not accepted"
drip_at=$(sed -n 's/ connected$//p' "$TMP/server.out")
exec {vanished}<>/dev/tcp/127.0.0.1/8079
await_line "$TMP/server.out" ' connected$' 60 2 || fail "the second is not accepted"
exec {third}<>/dev/tcp/127.0.0.1/8079
printf 'waiting\n' >&"$third"
longest=0
line=
before=${EPOCHREALTIME/./}
for ((i = 0; i < 300 && ${#line} == 0; i++)); do
	printf x >&"$drip"
	now=${EPOCHREALTIME/./}
	((now - before <= longest)) || longest=$((now - before))
	before=$now
	IFS= read -r -t 0.2 line <&"$third"
done
[[ $line == waiting ]] || fail "the third does not get the place of the one that vanished"
grep -q ' left: idle timeout, 0 bytes received, 0 echoed$' "$TMP/server.out" ||
	fail "the third was served before one was idle"
if grep -q "^$drip_at left" "$TMP/server.out"; then
	((longest >= 1900000)) || fail "the one that drips lost its place"
	skip "too slow a machine: $((longest / 1000)) ms between two bytes, and it is idle after 2000"
fi
exec {drip}>&- {vanished}>&- {third}>&-
stop server
expect_status $? 0 "server with a dripping client"
