#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# bounded.sh BUILD: a million SYNs take less than 256 MiB of address space, with
# --max-connections=100000 less than 64 MiB, and 10 s of CPU time at most; who had to go is counted. The
# same where each connection has gaps and retransmissions to remember. A table of connections that waits
# for the end holds as many rows, and says how many there would be.
. "$(dirname "$0")/lib.sh"
! sanitized || skip "sanitizers take memory of their own"

# MIB KIND OPTIONS...
bounded() {
	local mib=$1 kind=$2
	shift 2
	(
		ulimit -v $((mib * 1024)) -t 10
		exec "$SNIFFER" -p 0 -r "$FOLDER/$kind.pcap" "$@"
	) 2>"$FOLDER/err" | tail -n 6 >"$FOLDER/end"
	[[ ${PIPESTATUS[0]} -eq 0 ]] || fail "$kind in $mib MiB: $(cat "$FOLDER/err")"
}

# MIB KIND EVICTED OPTIONS...
run() {
	local kind=$2 evicted=$3
	bounded "$1" "$kind" -f json "${@:4}"
	grep -q "\"connections\":1000000,.*\"evicted\":$evicted}" "$FOLDER/end" ||
		fail "$kind: $(cat "$FOLDER/end")"
}

"$TOOLS/syns" 1000000 random >"$FOLDER/random.pcap" || fail "no captures"
run 256 random 0
run 64 random 900000 --max-connections=100000
bounded 80 random -f line --max-connections=100000 --connections
grep -q '^900000 connections were given up early' "$FOLDER/err" || fail "table: $(cat "$FOLDER/err")"
grep -q '^900000 more connections are not listed' "$FOLDER/end" || fail "table: $(cat "$FOLDER/end")"
rm "$FOLDER/random.pcap"
"$TOOLS/syns" 1000000 trouble >"$FOLDER/trouble.pcap" || fail "no captures"
run 384 trouble 0
run 64 trouble 900000 --max-connections=100000
