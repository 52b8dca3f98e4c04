#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A thousand peers send without end and never read: the server keeps at most 256 KiB for each, and
# others are served as if nothing were. When the thousand go, so does their memory.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

PEERS=1000
ulimit -n $((PEERS + 64)) 2>/dev/null || skip "not $PEERS descriptors for a process"
# The kernel's buffers are not what is measured, and a thousand large ones are more than it has.
{ echo '4096 16384 32768' >/proc/sys/net/ipv4/tcp_rmem; } 2>/dev/null &&
	{ echo '4096 16384 32768' >/proc/sys/net/ipv4/tcp_wmem; } 2>/dev/null ||
	skip "the socket buffers cannot be made small here"
# Or AddressSanitizer would keep what was freed, and we would measure that.
export ASAN_OPTIONS=quarantine_size_mb=0:thread_local_quarantine_size_kb=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}

# Resident memory of the server in KiB.
resident() {
	sed -n 's/^VmRSS:[^0-9]*\([0-9]*\) kB$/\1/p' "/proc/${PID[server]}/status"
}

# User and system time of the server so far, in clock ticks (100 a second, see proc(5)).
ticks() {
	local fields
	read -ra fields <"/proc/${PID[server]}/stat"
	echo $((fields[13] + fields[14]))
}

# SERVER-OPTION...
play() {
	local before after used
	start_server server --lang=en -q -a 127.0.0.1 "$@"
	"$BIN/client" -q --connections=8 --requests=200 --wait-echo || fail "$*: warm-up"
	before=$(resident)
	start peers "$BIN/../tests/stuck_peers" 8079 $PEERS "${PID[server]}"
	await_word peers '^stuck: ' || fail "$*: the server takes without end"
	after=$(resident)
	[[ $(((after - before) / PEERS)) -le 256 ]] ||
		fail "$*: $((after - before)) KiB more for $PEERS peers that do not read"

	# Others are served, each byte compared; and who is stuck costs no time.
	"$BIN/client" -q --connections=8 --requests=2000 --wait-echo || fail "$*: others are not served"
	used=$(ticks)
	sleep 0.5
	used=$(($(ticks) - used))
	[[ $used -le 10 ]] || fail "$*: $used ticks in half a second for peers that do nothing"

	stop peers
	"$BIN/client" -q --connections=8 --requests=200 --wait-echo || fail "$*: not served afterwards"
	stop server
	expect_status $? 0 "server $*"
	grep -q ", $PEERS cut off\$" "$TMP/server.err" || fail "$*: $(cat "$TMP/server.err")"
	echo "$*: $(((after - before) / PEERS)) KiB for each of $PEERS; $(cat "$TMP/peers.out")"
}

play --echo=bytes
play --echo=message --threads=2
