#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Before the first packet is looked at nothing is left that it does not need: /proc tells. Once as an
# ordinary user's root, in a user namespace; and where the test runs as root, as that: without sudo it
# becomes nobody, under sudo the user who called it. -w, -r and the statistics work all the same.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
if [[ $1 != --inside && $1 != --root && $EUID -eq 0 ]] && unshare -n true 2>/dev/null; then
	unshare -n -- "$BASH" "$0" --root "$@" || exit
fi
as_root=no
if [[ $1 == --root ]]; then
	shift
	as_root=yes
	ip link set lo up || skip "lo cannot be brought up"
	plain_host "$@"
	chmod 711 "$TMP"
else
	private_network "$@"
fi

# NAME FIELD: of /proc/PID/status, the second of the numbers where there are several.
status_of() {
	sed -n "s/^$2:[[:space:]]*//p" "/proc/${PID[$1]}/status" | awk '{ print (NF > 1) ? $2 : $1 }'
}

filter=2
libraries=$("$BIN/sniffer" --version)
[[ $libraries == *'no libseccomp'* ]] && filter=0
[[ $libraries == *libcap-ng*Landlock* ]] || fail "--version does not tell what is built in: $libraries"
grep -q '^Seccomp:' /proc/self/status ||
	skip "this kernel does not tell about seccomp"

# NAME UID: what /proc says about it.
expect_nothing_left() {
	[[ $(status_of "$1" CapEff) == 0000000000000000 ]] || fail "$1: capabilities are left"
	[[ $(status_of "$1" CapPrm) == 0000000000000000 ]] || fail "$1: capabilities may come back"
	[[ $(status_of "$1" NoNewPrivs) -eq 1 ]] || fail "$1: new privileges are possible"
	[[ $(status_of "$1" Seccomp) -eq $filter ]] || fail "$1: no filter of system calls"
	[[ $(status_of "$1" CapBnd) == 0000000000000000 ]] || fail "$1: execve(2) may bring capabilities"
	[[ $as_root == no || $(status_of "$1" Uid) -eq $2 ]] ||
		fail "$1: it is user $(status_of "$1" Uid), not $2"
}

# NAME LIMIT: of /proc/PID/limits, the first number.
limit_of() {
	sed -n "s/^Max $2 *\([^ ]*\).*/\1/p" "/proc/${PID[$1]}/limits"
}

start_server server --echo=bytes
expect_nothing_left server 65534

unset SUDO_UID SUDO_GID
for caller in '' 12345; do
	[[ -z $caller ]] || export SUDO_UID=$caller SUDO_GID=$caller
	start_sniffer sniffer -v -f line -w "$TMP/kept.pcap"
	expect_nothing_left sniffer "${caller:-65534}"
	[[ $filter -eq 0 || $(limit_of sniffer processes) -eq 0 ]] || fail "it may start processes"
	[[ $(limit_of sniffer 'file size') == unlimited ]] || fail "it cannot write its file"
	burst 20
	stop sniffer INT
	expect_status $? 0 "the sniffer"
	captured=$(wc -l <"$TMP/sniffer.out")
	[[ $captured -ge 46 ]] || fail "only $captured segments"
	grep -q "^$captured packets captured, [0-9]* received by filter, 0 dropped by kernel\$" \
		"$TMP/sniffer.err" || fail "other statistics"
	grep -q '^sandbox: user [0-9]*, no capabilities, system calls .*Landlock' "$TMP/sniffer.err" ||
		fail "-v does not tell what was given up"
	"$BIN/sniffer" -r "$TMP/kept.pcap" >"$TMP/kept.out" 2>&1 || fail "cannot read what it wrote"
	expect_same "$TMP/sniffer.out" "$TMP/kept.out" "-w and what was shown"
	rm "$TMP/kept.pcap"
done

# The client, while it waits for the end of its hold.
start client "$BIN/client" --hold
await_line "$TMP/client.out" '^holding' || fail "the client does not hold"
expect_nothing_left client 12345
kill -USR1 "${PID[client]}"
await_exit client
expect_status $? 0 "the client"
echo "root: $as_root, filter: $filter"
