# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the tests of the sniffer share, on top of lib.sh.

# NAME [OPTIONS...]: the sniffer in the background, and waits until it captures.
start_sniffer() {
	local name=$1
	shift
	start "$name" "$BIN/sniffer" "$@"
	await_line "$TMP/$name.err" '开始监听' || fail "$name does not capture"
}

# ERROR-FILE PATTERN WHAT: exactly one line, the sniffer's, and this is what it says.
expect_line() {
	[[ $(wc -l <"$1") -eq 1 ]] || fail "$3: not one line on standard error: $(cat "$1")"
	grep -q -e "^sniffer: $2\$" "$1" || fail "$3: says '$(cat "$1")', not '$2'"
}

# STATUS PATTERN OPTIONS...: the sniffer ends with this status and this one line, and prints nothing.
sniffer_refuses() {
	local status=$1 pattern=$2
	shift 2
	timeout 60 "$BIN/sniffer" "$@" >"$TMP/refused.out" 2>"$TMP/refused.err"
	expect_status $? "$status" "sniffer $*"
	expect_line "$TMP/refused.err" "$pattern" "sniffer $*"
	[[ ! -s $TMP/refused.out ]] || fail "sniffer $*: printed on standard output"
}

# A capture file without packets: raw IP.
pcap_header() {
	printf '\xd4\xc3\xb2\xa1\x02\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00'
	printf '\x00\x00\x04\x00\x65\x00\x00\x00'
}

# BYTES that one of these takes, header of the record included.
# shellcheck disable=SC2034 # for the tests
PCAP_SYN_LENGTH=56

# COUNT: so many SYNs from ports 1, 2, ... to port 8079, a record each.
pcap_syns() {
	local i port
	for ((i = 1; i <= $1; i++)); do
		printf -v port '\\x%02x\\x%02x' $((i >> 8 & 255)) $((i & 255))
		printf '\x00\x00\x00\x00\x00\x00\x00\x00\x28\x00\x00\x00\x28\x00\x00\x00'
		printf '\x45\x00\x00\x28\x00\x00\x00\x00\x40\x06\x00\x00\x7f\x00\x00\x01'
		# shellcheck disable=SC2059 # the port is part of the format
		printf '\x7f\x00\x00\x01'"$port"'\x1f\x8f\x00\x00\x00\x01\x00\x00\x00\x00'
		printf '\x50\x02\x02\x00\x00\x00\x00\x00'
	done
}

# How many TCP segments this network has received: on lo, each that was sent.
segments_in_kernel() {
	awk '$1 == "Tcp:" { if (!column) for (i = 2; i <= NF; i++) { if ($i == "InSegs") column = i }
		else print $column }' /proc/net/snmp
}

# COUNT: one connection to the server, which echoes bytes; so many of them there and back, each
# acknowledged by what comes next: 2 COUNT + 6 segments or more, the last one before this returns.
burst() {
	local peer i
	exec {peer}<>/dev/tcp/127.0.0.1/8079 || fail "no connection"
	for ((i = 0; i < $1; i++)); do
		printf x >&"$peer"
		IFS= read -r -N 1 -t 60 <&"$peer" || fail "no echo of byte $i"
	done
	exec {peer}>&-
}
