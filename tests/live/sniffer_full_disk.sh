#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A disk that becomes full, with -w and with every format: exit status 1, one line that says why, and
# what is in the file of -w can be read. The same for a limit on the size of files.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
if [[ $1 != --inside ]]; then
	need unshare
	unshare -Urm true 2>/dev/null || skip "this system gives no private mount namespace"
	exec unshare -Urm -- "$BASH" "$0" --inside "$@"
fi
shift
plain_host "$@"
mkdir "$TMP/disk"
mount -t tmpfs -o size=600k none "$TMP/disk" || skip "no tmpfs can be mounted"
pcap_syns 1000 >"$TMP/records"
{ pcap_header && for _ in {1..16}; do cat "$TMP/records"; done; } >"$TMP/many.pcap"
{ pcap_header && pcap_syns 1; } >"$TMP/one.pcap"

sniffer_refuses 1 "cannot write $TMP/disk/kept.pcap: No space left on device: [0-9]* packets were written" \
	-r "$TMP/many.pcap" -w "$TMP/disk/kept.pcap"
told=$(sed 's/.*: \([0-9]*\) packets were written/\1/' "$TMP/refused.err")
"$BIN/sniffer" -r "$TMP/disk/kept.pcap" >"$TMP/kept.out" 2>"$TMP/kept.err"
expect_status $? 0 "what was written before the disk was full"
[[ $(wc -l <"$TMP/kept.out") -eq $told && $told -gt 0 ]] || fail "not the $told packets that were written"
rm "$TMP/disk/kept.pcap"

# A limit on the size of files (RLIMIT_FSIZE, in KiB) is such an end, too: no signal.
# FILE COMMAND...: standard error goes to a pipe, which has no limit.
limited() {
	local file=$1
	shift
	{ (ulimit -f 64 && exec "$@" >"$file") 2>&1 >&3 | cat >"$TMP/limited.err"; } 3>&1
	return "${PIPESTATUS[0]}"
}
limited /dev/null "$BIN/sniffer" -r "$TMP/many.pcap" -w "$TMP/limited.pcap"
expect_status $? 1 "-w with a limit"
expect_line "$TMP/limited.err" "cannot write $TMP/limited.pcap: File too large: [0-9]* packets were written" "-w"
limited "$TMP/standard.pcap" "$BIN/sniffer" -r "$TMP/many.pcap" -w -
expect_status $? 1 "-w - with a limit"
expect_line "$TMP/limited.err" 'cannot write standard output: File too large: [0-9]* packets were written' "-w -"
for kept in limited standard; do
	told=$("$BIN/sniffer" -r "$TMP/$kept.pcap" | wc -l)
	expect_status "${PIPESTATUS[0]}" 0 "what was written up to the limit: $kept"
	((told == (64 * 1024 - 24) / PCAP_SYN_LENGTH)) || fail "$kept: $told packets, though more fit"
	[[ $(stat -c %s "$TMP/$kept.pcap") -eq $((24 + told * PCAP_SYN_LENGTH)) ]] ||
		fail "$kept: not at the end of a packet"
done
limited "$TMP/limited.out" "$BIN/sniffer" -r "$TMP/many.pcap"
expect_status $? 1 "lines with a limit"
expect_line "$TMP/limited.err" 'cannot write output: File too large' "lines"
rm "$TMP"/limited.pcap "$TMP"/standard.pcap "$TMP"/limited.out

# Not one more byte; then also the shortest output is told.
head -c 1000000 /dev/zero >"$TMP/disk/fill" 2>/dev/null
formats=$("$BIN/sniffer" --help | sed -n 's/^ *-f, --format=\([a-z|]*\).*/\1/p')
for format in ${formats//|/ }; do
	more=''
	[[ $format != none ]] || more=--connections
	for output in "$TMP/disk/out" /dev/full; do
		# shellcheck disable=SC2086 # no word, or one
		"$BIN/sniffer" -r "$TMP/one.pcap" -f "$format" $more >"$output" 2>"$TMP/full.err"
		expect_status $? 1 "-f $format on a full disk"
		expect_line "$TMP/full.err" 'cannot write output: No space left on device' "-f $format"
	done
done
"$BIN/sniffer" -r "$TMP/one.pcap" >&- 2>"$TMP/full.err"
expect_status $? 1 "a standard output that is closed"
expect_line "$TMP/full.err" 'cannot write output: standard output is closed' "closed"
for program in sniffer server client; do
	"$BIN/$program" --help >/dev/full 2>"$TMP/full.err"
	expect_status $? 1 "$program --help on a full disk"
done
echo "$told packets kept, formats: $formats"
