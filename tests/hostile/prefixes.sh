#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# prefixes.sh BUILD: a capture that is cut off, at every byte: the whole packets are read, then the
# reason is told; pcap, and pcapng where editcap is there to write it. And a record that claims 256 MiB
# does not get them.
. "$(dirname "$0")/lib.sh"
capture=$HERE/../golden/seed.pcap
"$TOOLS/prefixes" "$capture" || fail "pcap"

# As a program: libpcap takes the snapshot length for the most that can be. Room for few connections, so
# that the limit is far below what the record claims.
{
	head -c 24 "$capture"
	printf '\0\0\0\0\0\0\0\0\0\0\0\x10\0\0\0\x10'
	head -c 100000 /dev/zero
} >"$FOLDER/large"
for from in "$FOLDER/large" -; do
	(
		sanitized || ulimit -v 131072
		exec "$SNIFFER" --max-connections=1000 -r "$from" <"$FOLDER/large"
	) >"$FOLDER/out" 2>"$FOLDER/err"
	status=$?
	[[ $status -eq 1 && ! -s $FOLDER/out ]] || fail "256 MiB: exit status $status"
	[[ $(wc -l <"$FOLDER/err") -eq 1 ]] || fail "256 MiB: not one line of reason"
	grep -q ' after 0 whole packets: ' "$FOLDER/err" || fail "256 MiB: $(cat "$FOLDER/err")"
done

command -v editcap >/dev/null || skip "editcap is not there to write pcapng; the rest held"
editcap -F pcapng "$capture" "$FOLDER/seed.pcapng" >"$FOLDER/said" 2>&1 ||
	skip "editcap: $(cat "$FOLDER/said")"
"$TOOLS/prefixes" "$FOLDER/seed.pcapng" || fail "pcapng"
