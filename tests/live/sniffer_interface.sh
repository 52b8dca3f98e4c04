#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Interfaces: listed, unknown, down, going down and disappearing while captured on; and one whose name
# would drive the terminal.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"

"$BIN/sniffer" -D >"$TMP/list.out" 2>"$TMP/list.err"
expect_status $? 0 "-D"
grep -q '^[0-9]*\.lo \[Up, Running, Loopback\]$' "$TMP/list.out" || fail "-D does not list lo"
[[ ! -s $TMP/list.err ]] || fail "-D prints on standard error"
"$BIN/sniffer" -D >/dev/full 2>"$TMP/full.err"
expect_status $? 1 "-D >/dev/full"
expect_line "$TMP/full.err" 'cannot write output: No space left on device' "-D >/dev/full"

sniffer_refuses 1 "cannot capture on foo0: no such interface: 'sniffer -D' lists them" -i foo0
long=$(printf 'x%.0s' {1..300})
sniffer_refuses 1 "cannot capture on x*: no such interface: .*" -i "$long"
sniffer_refuses 2 "bad filter 'tcp port foo': unknown port 'foo': see 'sniffer --help'" tcp port foo
sniffer_refuses 2 "bad filter 'and and': .*" and and

# PATTERN OPTIONS...: nothing comes, and that is told last.
hears_nothing() {
	local pattern=$1
	shift
	start_sniffer sniffer "$@"
	stop sniffer INT
	expect_status $? 0 "nothing: $*"
	[[ $(tail -n 1 "$TMP/sniffer.err") =~ $pattern ]] || fail "nothing: $*: says $(cat "$TMP/sniffer.err")"
}
hears_nothing '^no packet of TCP port 8079 on lo: -p 0 listens to every port, -i to another interface$'
hears_nothing '^no packet of TCP port 80 on lo: -p 0 listens to every port' -p 80 --only=close=reset -f none --connections
hears_nothing '^no TCP packet on lo: -i listens to another interface \(-D lists them\)$' -p 0
hears_nothing '^nothing on lo passed the filter: tcp port 80$' tcp port 80

# HOW REASON: 400 segments, and at once the interface goes; they are told all the same.
captured_then() {
	local how=$1 reason=$2 lines
	start_sniffer sniffer -p 0
	first=$(segments_in_kernel)
	burst 200
	last=$(segments_in_kernel)
	# shellcheck disable=SC2086 # words of a command
	ip $how || fail "ip $how"
	await_exit sniffer
	expect_status $? 1 "$how"
	lines=$(wc -l <"$TMP/sniffer.out")
	[[ $lines -ge $((last - first)) ]] || fail "$how: $lines of $((last - first)) segments"
	grep -v 'packet' "$TMP/sniffer.err" | tail -n 1 >"$TMP/reason.err"
	expect_line "$TMP/reason.err" "the capture on lo ended: $reason" "$how"
}

start_server server --echo=bytes
captured_then 'link set lo down' 'the interface went down'
sniffer_refuses 1 "cannot capture on lo: the interface is down: 'ip link set lo up' .*"
ip link set lo up

# A name is shown as text wherever it appears.
name=$'\e[31mx\xc2\x9b'
shown='\\x1b\[31mx\\xc2\\x9b'
ip link set lo down
ip link set lo name "$name" || fail "lo cannot be renamed"
"$BIN/sniffer" -D >"$TMP/named.out" 2>&1
expect_status $? 0 "-D with such a name"
grep -q "^[0-9]*\.$shown \[Loopback\]\$" "$TMP/named.out" || fail "-D does not show the name as text"
sniffer_refuses 1 "cannot capture on $shown: the interface is down: 'ip link set $shown up' .*" \
	-i "$name"
sniffer_refuses 1 "cannot capture on ${shown}y: no such interface: .*" -i "${name}y"
ip link set "$name" up
start_sniffer named -v -i "$name"
grep -q "^listening on $shown, link-type " "$TMP/named.err" || fail "-v does not show the name as text"
stop named INT || fail "such a name: exit status $?"
LC_ALL=C grep -q -e $'\e' -e $'\xc2\x9b' "$TMP"/named.* "$TMP"/refused.* &&
	fail "the name reached the terminal"

ip link add veth0 type veth peer name veth1 2>"$TMP/veth.err" || skip "no veth here: the rest held"
ip link set veth0 up
start_sniffer sniffer -i veth0
grep -q 'counts each packet twice' "$TMP/sniffer.err" && fail "veth0 is no loopback"
ip link delete veth0
await_exit sniffer
expect_status $? 1 "an interface that disappears"
grep -qi '^sniffer: the capture on veth0 ended: the interface disappeared$' "$TMP/sniffer.err" ||
	fail "an interface that disappears"
