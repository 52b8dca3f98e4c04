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
	until [[ -z $(ss -tnH exclude listening exclude time-wait) ]]; do :; done
}
need ss awk

# WANTED SERVER-OPTION...: the fewest segments of five exchanges; lateness can only add some.
closes_in() {
	local wanted=$1 fewest=99 count before i
	shift
	start_server server --lang=en "$@"
	for ((i = 1; i <= 5; i++)); do
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
closes_in 8
closes_in 9 --quickack
closes_in 9 --close-delay=100
resets=$(counter OutRsts)
closes_in 7 --reset
[[ $(($(counter OutRsts) - resets)) -ge 5 ]] || fail "server --reset sends no RST"
