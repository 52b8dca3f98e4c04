#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A segment's line appears within 20 ms of the segment: half of them at least, for the rest depends on
# what else the machine has to do. How long it lets a program wait that has something to do is measured
# beside it, by the echo of as many bytes, which this script reads in the same way.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"
start_server server --echo=off
start_server other -p 8090 --echo=bytes
mkfifo "$TMP/lines"
"$BIN/sniffer" -f json >"$TMP/lines" 2>"$TMP/sniffer.err" &
exec {lines}<"$TMP/lines"
await_line "$TMP/sniffer.err" '开始监听' || fail "does not capture"
# The first line waits for the start line above.
exec {peer}<>/dev/tcp/127.0.0.1/8079
exec {other}<>/dev/tcp/127.0.0.1/8090

# NUMBER...: least, median and most of 41.
of_41() {
	printf '%s\n' "$@" | sort -n | sed -n '1p; 21p; 41p' | tr '\n' ' '
}

printf -v bytes 'x%.0s' {1..1000}
lags=() echoes=()
while [[ ${#lags[@]} -lt 41 ]]; do
	before=${EPOCHREALTIME/[.,]/}
	printf '%s\n' "$bytes" >&"$other"
	IFS= read -r -t 60 <&"$other" || fail "no echo"
	echoes+=($((${EPOCHREALTIME/[.,]/} - before)))
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
read -r least median most < <(of_41 "${lags[@]}")
read -r _ echo_median _ < <(of_41 "${echoes[@]}")
echo "microseconds from segment to line: least $least, median $median, most $most; an echo: $echo_median"
[[ $median -gt 20000 ]] || exit 0
# On a machine that lets everybody wait, the sniffer and this script wait several times.
((median > 20000 + 10 * echo_median)) || skip "a machine on which an echo takes $echo_median us"
fail "a line appears after 20 ms"
