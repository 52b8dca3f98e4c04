#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The live view and those who mean it ill: what is not GET or HEAD of its two paths under its own name is
# refused; ten thousand connections that say nothing cost little, and keep nobody out; and the view
# ends with the sniffer.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"
need python3

# What was freed is to be free: AddressSanitizer keeps it for a while otherwise.
export ASAN_OPTIONS=quarantine_size_mb=0:thread_local_quarantine_size_kb=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
start_sniffer sniffer --http -f line
await_line "$TMP/sniffer.err" '^live view: http://127.0.0.1:8080/$' || fail "it does not say where"
view=$(<"/proc/${PID[sniffer]}/task/${PID[sniffer]}/children") || skip "the kernel names no children"
view=${view%% *}

# REQUEST-LINE HOST: the status of the answer.
ask() {
	local peer line
	exec {peer}<>/dev/tcp/127.0.0.1/8080 || fail "nobody listens"
	printf '%s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$1" "$2" >&"$peer"
	IFS= read -r -t 60 line <&"$peer"
	exec {peer}>&-
	line=${line#HTTP/1.? }
	printf '%s' "${line%% *}"
}

while read -r status request host; do
	[[ $(ask "${request/_/ }" "$host") == "$status" ]] || fail "$request of $host: not $status"
done <<'END'
200 GET_/ 127.0.0.1:8080
200 GET_/ localhost:8080
200 HEAD_/ 127.0.0.1:8080
200 HEAD_/events 127.0.0.1:8080
403 GET_/ evil.example:8080
403 GET_/events evil.example:8080
403 GET_/ 127.0.0.1
404 GET_/etc/passwd 127.0.0.1:8080
405 POST_/ 127.0.0.1:8080
405 DELETE_/events 127.0.0.1:8080
END

# Each is answered, also when its descriptor was another visitor's a moment ago.
for ((i = 0; i < 300; i++)); do
	[[ $(ask 'GET /events' evil.example:8080) == 403 ]] || fail "question $i in a row is not answered"
done

resident() {
	awk '$1 == "VmRSS:" { print $2 }' "/proc/$view/status"
}

before=$(resident)
python3 -B "$ROOT/tests/live/slow_visitors.py" 8080 10000 || fail "somebody who asks is kept out"
after=$(resident)
echo "10000 that say nothing: $before KiB, then $after KiB"
((after - before < 16384)) || fail "the view has grown from $before to $after KiB"

# What is captured beside all that is whole, and the end of one is the end of the other.
start_server
"$BIN/client" -q || fail "the client failed"
await_line "$TMP/sniffer.out" 'FIN: true' || fail "nothing is captured"
stop sniffer INT || fail "exit status $?"
timeout 60 tail -s 0.02 --pid="$view" -f /dev/null || fail "the view goes on without its sniffer"
