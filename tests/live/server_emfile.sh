#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# No file descriptor is left for accept(): the server warns once a second at most, does not spin,
# serves those that it has, and takes the others when there is room again.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

# shellcheck disable=SC2016 # for the other shell
start server bash -c 'ulimit -n 24; exec "$@"' _ "$BIN/server" --lang=en
await_line "$TMP/server.out" '^listening on ' || fail "does not listen"

# Sends a line on connection $1 and waits for its echo.
ping() {
	local line
	printf 'ping\n' >&"$1"
	IFS= read -r -t 60 line <&"$1" && [[ $line == ping ]]
}

# User and system time of the server so far, in clock ticks (100 a second, see proc(5)).
ticks() {
	local fields
	read -ra fields <"/proc/${PID[server]}/stat"
	echo $((fields[13] + fields[14]))
}

connections=()
for ((i = 0; i < 40; i++)); do
	exec {fd}<>/dev/tcp/127.0.0.1/8079
	connections+=("$fd")
done
await_line "$TMP/server.err" 'cannot accept: Too many open files: ' || fail "no warning"

before=$(ticks)
began=$EPOCHREALTIME
await_line "$TMP/server.err" 'cannot accept' 60 3 || fail "it does not try again"
ping "${connections[0]}" || fail "the first connection is not served any more"
elapsed_ms=$((10#${EPOCHREALTIME/./} / 1000 - 10#${began/./} / 1000))
used_ms=$((($(ticks) - before) * 10))
warnings=$(grep -c 'cannot accept' "$TMP/server.err")
[[ $warnings -le $((elapsed_ms / 1000 + 2)) ]] || fail "$warnings warnings in $elapsed_ms ms"
[[ $used_ms -le $((elapsed_ms / 5)) ]] || fail "$used_ms ms of CPU time in $elapsed_ms ms"

# Clients that come and go end the lack again and again, but each warning has its second.
began=$EPOCHREALTIME
before=$(grep -c 'cannot accept' "$TMP/server.err")
served=$(grep -c ' connected$' "$TMP/server.out")
[[ $served -lt 39 ]] || skip "the limit of descriptors does not bite here"
for ((i = 1; i <= 12; i++)); do
	fd=${connections[i]}
	exec {fd}>&-
	await_line "$TMP/server.out" ' connected$' 60 $((served + i)) || fail "nobody is let in"
	exec {fd}<>/dev/tcp/127.0.0.1/8079
	connections+=("$fd")
done
elapsed_ms=$((10#${EPOCHREALTIME/./} / 1000 - 10#${began/./} / 1000))
warnings=$(($(grep -c 'cannot accept' "$TMP/server.err") - before))
[[ $warnings -le $((elapsed_ms / 1000 + 1)) ]] || fail "$warnings warnings in $elapsed_ms ms"

# One leaves: the next one that waits is served. All leave: so is everybody.
served=$(grep -c ' connected$' "$TMP/server.out")
fd=${connections[0]}
exec {fd}>&-
ping "${connections[served]}" || fail "nobody was let in when one had left"
for fd in "${connections[@]:13}"; do
	exec {fd}>&-
done
"$BIN/client" -q --wait-echo || fail "not served after the lack"
await_line "$TMP/server.out" ' left: ' 60 53 || fail "not all were served"
stop server
expect_status $? 0 server
