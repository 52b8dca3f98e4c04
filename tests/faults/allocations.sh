#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# allocations.sh BIN COUNT: each of the first so many allocations fails once. The program goes on and
# does all of its work, or says why not in one line; it never crashes, and never leaks.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
private_network "$@"
# shellcheck source=tests/faults/lib.sh
. "$(dirname "$0")/lib.sh"
count=${!#}
capture=$TMP/capture.pcap
"$BIN/../tests/story" build "$ROOT/tests/golden/reset.story" >"$capture" || fail "no capture"

# WHAT ARGUMENTS...: the sniffer
try_sniffer() {
	local n status refused=0
	"$BIN/sniffer" "$@" >"$TMP/whole" 2>"$TMP/err" || fail "sniffer $*: $(cat "$TMP/err")"
	for ((n = 1; n <= count; n++)); do
		with_fault "FAIL_ALLOCATION=$n" sniffer "$@" >"$TMP/out" 2>"$TMP/err"
		status=$?
		happened || break
		judge $status "sniffer $*, allocation $n"
		[[ $status -ne 1 ]] || refused=$((refused + 1))
		# A picture may be drawn with plainer means.
		[[ $status -ne 0 || $* != *' -f '@(line|json)* ]] || cmp -s "$TMP/whole" "$TMP/out" ||
			fail "sniffer $*, allocation $n: something is missing, and exit status 0"
	done
	echo "sniffer $*: $((n - 1)) allocations, $refused of them needed"
	[[ $n -gt 3 ]] || fail "this proves nothing"
}

formats=$("$BIN/sniffer" --help | sed -n 's/^ *-f, --format=\([a-z|]*\).*/\1/p')
for format in ${formats//|/ }; do
	more=''
	[[ $format != none ]] || more=--connections
	# shellcheck disable=SC2086 # no word, or one
	try_sniffer -p 0 -r "$capture" -f "$format" $more
done
try_sniffer -p 0 -r "$capture" --explain --phases --lang=en
# Without a filter: libpcap 1.10 compiles one before the first packet, and without memory it crashes
# there by itself, or ends the program (its scanner does, with exit status 2).
try_sniffer -p 0 -r "$capture" -w "$TMP/written.pcap"
try_sniffer --help

# The client, and a server that is well.
start_server server -q --echo=bytes -p 8079
refused=0
for ((n = 1; n <= count; n++)); do
	with_fault "FAIL_ALLOCATION=$n" client -q --wait-echo -H 127.0.0.1 >"$TMP/out" 2>"$TMP/err"
	status=$?
	happened || break
	judge $status "client, allocation $n"
	[[ $status -ne 1 ]] || refused=$((refused + 1))
done
echo "client: $((n - 1)) allocations, $refused of them needed"
[[ $n -gt 3 ]] || fail "this proves nothing"
stop server

# The server, and a client that is well: whoever is not served is told so.
refused=0
for ((n = 1; n <= count; n++)); do
	: >"$TMP/told"
	start faulty env FAIL_ALLOCATION=$n FAIL_TOLD="$TMP/told" ${preload:+LD_PRELOAD="$preload"} \
		"$faulty/server" -p 8079 --echo=bytes
	: >"$TMP/err"
	if await_word faulty '^listening'; then
		timeout 60 "$BIN/client" -q --wait-echo -H 127.0.0.1 2>"$TMP/client.err"
	fi
	kill -TERM "${PID[faulty]}" 2>/dev/null
	await_exit faulty
	status=$?
	happened || break
	[[ $status -eq 0 || $status -eq 1 || $status -eq 143 ]] ||
		fail "server, allocation $n: exit status $status: $(head -n 30 "$TMP/faulty.err")"
	[[ $status -ne 1 ]] || refused=$((refused + 1))
	[[ $status -ne 1 || -s $TMP/faulty.err ]] || fail "server, allocation $n: without a word"
done
echo "server: $((n - 1)) allocations, $refused of them needed"
[[ $n -gt 3 ]] || fail "this proves nothing"
