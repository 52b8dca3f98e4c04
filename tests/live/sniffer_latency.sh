#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A segment's line appears within 20 ms of the segment: half of them at least, for the rest depends on
# what else the machine has to do.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"
start_server server --echo=off
mkfifo "$TMP/lines"
"$BIN/sniffer" -f json >"$TMP/lines" 2>"$TMP/sniffer.err" &
exec {lines}<"$TMP/lines"
await_line "$TMP/sniffer.err" '开始监听' || fail "does not capture"
# The first line waits for the start line above.
exec {peer}<>/dev/tcp/127.0.0.1/8079

lags=()
while [[ ${#lags[@]} -lt 41 ]]; do
	printf x >&"$peer"
	# Its line, and the one that acknowledges it.
	while IFS= read -r -t 60 line <&"$lines" || fail "no line"; do
		now=${EPOCHREALTIME/[.,]/}
		[[ $line =~ \"time\":\"([0-9]+)\.([0-9]{6}) ]] || fail "no time in $line"
		lag=$((now - ${BASH_REMATCH[1]}${BASH_REMATCH[2]}))
		[[ $line == *'"len":1,'* ]] && break
	done
	lags+=("$lag")
done
mapfile -t sorted < <(printf '%s\n' "${lags[@]}" | sort -n)
echo "microseconds from segment to line: least ${sorted[0]}, median ${sorted[20]}, most ${sorted[40]}"
if [[ ${sorted[20]} -gt 20000 ]]; then
	read -r load _ </proc/loadavg
	[[ ${load%.*} -lt $(nproc) ]] || skip "the machine is busy (load $load)"
	fail "a line appears after 20 ms"
fi
