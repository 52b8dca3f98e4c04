#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --threads: all listen on one port, nobody notices which thread serves it, lines stay whole, the sums
# are those of all threads, and the limits hold for all together.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

ping() {
	local line
	printf 'ping\n' >&"$1"
	IFS= read -r -t 60 line <&"$1" && [[ $line == ping ]]
}

# The port is picked once, said once, and is taken: also for a server that would share it.
start_server server --lang=en -p 0 -a 127.0.0.1 -a 127.0.0.2 --threads=4
await_line "$TMP/server.out" '^listening on 127.0.0.2:' || fail "the second address"
port=$(sed -n 's/^listening on 127\.0\.0\.1:\([0-9]*\)$/\1/p' "$TMP/server.out")
[[ $(grep -c '^listening on ' "$TMP/server.out") -eq 2 ]] || fail "not a line per address"
for threads in 1 2; do
	"$BIN/server" -p "$port" -a 127.0.0.1 --threads=$threads >"$TMP/second.out" 2>"$TMP/second.err"
	expect_status $? 1 "a second server with $threads threads"
	grep -q "cannot listen on 127.0.0.1:$port: Address already in use: " "$TMP/second.err" ||
		fail "a second server with $threads threads"
done

# Forty clients at a time: each is served, each has its three lines, in order, and they are whole.
clients=()
for ((i = 0; i < 40; i++)); do
	exec {fd}<>"/dev/tcp/127.0.0.1/$port"
	clients+=("$fd")
done
for fd in "${clients[@]}"; do
	ping "$fd" || fail "one of forty is not served"
done
# (A sanitizer adds a thread of its own.)
threads=("/proc/${PID[server]}"/task/*)
[[ ${#threads[@]} -ge 5 ]] || fail "not four threads beside the first"
for fd in "${clients[@]:20}"; do
	exec {fd}>&-
done
await_line "$TMP/server.out" ' left: FIN, 5 bytes received, 5 echoed$' 60 20 || fail "not all left"
kill "${PID[server]}"
for fd in "${clients[@]:0:20}"; do
	[[ -z $(timeout 60 cat <&"$fd") ]] || fail "something came after SIGTERM"
	exec {fd}>&-
done
await_exit server
expect_status $? 0 "server --threads=4"
echo '40 connections, 200 bytes received, 200 echoed' >"$TMP/want"
expect_same "$TMP/want" "$TMP/server.err" "the report"
awk '
	/^listening on / { next }
	!/^127\.0\.0\.1:[0-9]+ (connected|sent 5 bytes: ping\\n|left: (FIN|server stopped), 5 bytes received, 5 echoed)$/ {
		print "not whole: " $0
		bad = 1
	}
	{ said[$1] = said[$1] " " $2 }
	END {
		for (peer in said) {
			peers++
			if (said[peer] != " connected sent left:") {
				print peer ":" said[peer]
				bad = 1
			}
		}
		if (peers != 40)
			print peers " peers"
		exit bad || peers != 40
	}' "$TMP/server.out" || fail "the lines"

# --max-connections counts the connections of all threads, and who waits is served when one of any
# thread leaves.
start_server server --lang=en -a 127.0.0.1 --threads=3 --max-connections=4
clients=()
for ((i = 0; i < 8; i++)); do
	exec {fd}<>/dev/tcp/127.0.0.1/8079
	printf 'early\n' >&"$fd"
	clients+=("$fd")
done
await_line "$TMP/server.out" ' sent 6 bytes: ' 60 4 || fail "four are not served"
served=4
for ((i = 0; i < 4; i++)); do
	[[ $(grep -c ' connected$' "$TMP/server.out") -eq $served ]] || fail "it took more than four"
	# The client whose turn it is has its echo waiting.
	for index in "${!clients[@]}"; do
		fd=${clients[index]}
		if read -r -t 0 <&"$fd"; then
			unset "clients[index]"
			exec {fd}>&-
			break
		fi
	done
	served=$((served + 1))
	await_line "$TMP/server.out" ' connected$' 60 "$served" || fail "nobody is let in for one that left"
done
stop server
expect_status $? 0 "server --max-connections with threads"

# Each thread ends its own idle ones.
start_server server --lang=en -a 127.0.0.1 --threads=2 --idle-timeout=1
clients=()
for ((i = 0; i < 10; i++)); do
	exec {fd}<>/dev/tcp/127.0.0.1/8079
	clients+=("$fd")
done
await_line "$TMP/server.out" ' left: idle timeout, 0 bytes received, 0 echoed$' 60 10 ||
	fail "the idle ones stay"
stop server
expect_status $? 0 "server --idle-timeout with threads"

# No descriptor is left: one warning a second for all threads together, and no spinning.
# shellcheck disable=SC2016 # for the other shell
start server bash -c 'ulimit -n 40; exec "$@"' _ "$BIN/server" --lang=en -a 127.0.0.1 --threads=3
await_line "$TMP/server.out" '^listening on ' || fail "does not listen with 40 descriptors"
clients=()
for ((i = 0; i < 60; i++)); do
	exec {fd}<>/dev/tcp/127.0.0.1/8079
	clients+=("$fd")
done
await_line "$TMP/server.err" 'cannot accept: Too many open files: ' || fail "no warning"
began=$EPOCHREALTIME
await_line "$TMP/server.err" 'cannot accept' 60 3 || fail "it does not try again"
elapsed_ms=$((10#${EPOCHREALTIME/./} / 1000 - 10#${began/./} / 1000))
[[ $(grep -c 'cannot accept' "$TMP/server.err") -le $((elapsed_ms / 1000 + 2)) ]] ||
	fail "more than a warning a second"
for fd in "${clients[@]}"; do
	exec {fd}>&-
done
"$BIN/client" -q --wait-echo || fail "not served after the lack"
stop server
expect_status $? 0 "server without descriptors"
