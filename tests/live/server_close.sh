#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# How the server closes, in segments as the kernel counts them (both ends are in this namespace):
# eight for the documented exchange, nine when the FIN is acknowledged alone.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

# What /proc/net/snmp calls Tcp: $1.
counter() {
	awk -v name="$1" '$1 == "Tcp:" && !n { for (i = 2; i <= NF; i++) if ($i == name) n = i; next }
		$1 == "Tcp:" { print $n }' /proc/net/snmp
}

# Until the server has left and no connection is on its way to its end.
settle() {
	await_line "$TMP/server.out" ' left: ' 60 "$1" || fail "did not leave"
	await "the connections to end" none_is_open
}

none_is_open() {
	[[ -z $(ss -tnH exclude listening exclude time-wait) ]]
}
need ss awk

# WANTED EXCHANGES SERVER-OPTION...: the fewest segments of so many exchanges. Lateness can only add
# some, so there are more exchanges as long as it did in all.
closes_in() {
	local wanted=$1 exchanges=$2 fewest=99 count before i
	shift 2
	start_server server --lang=en "$@"
	for ((i = 1; i <= exchanges || (fewest > wanted && i <= 20); i++)); do
		before=$(counter OutSegs)
		"$BIN/client" -q || fail "client: exit status $?"
		settle "$i"
		count=$(($(counter OutSegs) - before))
		[[ $count -ge $fewest ]] || fewest=$count
	done
	[[ $fewest -eq $wanted ]] || fail "server $*: $fewest segments, not $wanted"
	stop server
}

[[ -n $(counter OutSegs) ]] || skip "the kernel does not count segments here"
closes_in 8 5
closes_in 9 5 --quickack
# The ACK is held back for 40 ms: a second is far more than a kernel is late.
closes_in 9 2 --close-delay=1000
resets=$(counter OutRsts)
closes_in 7 5 --reset
[[ $(($(counter OutRsts) - resets)) -ge 5 ]] || fail "server --reset sends no RST"
