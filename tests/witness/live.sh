#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The witness and compare.awk on real exchanges: they agree with the sniffer where it is right, for
# the moments that they should have seen, and do not where something is wrong.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
private_network "$@"
HERE=$ROOT/tests/witness

# WITNESS-OPTIONS...: begins to look and to capture.
begin() {
	start witness "$BIN/../libexec/witness" "$@"
	await_line "$TMP/witness.err" '^witness: ' || fail "the witness is not ready"
	if [[ $(cat "$TMP/witness.err") == *tcp_diag* ]]; then
		skip "$(cat "$TMP/witness.err")"
	fi
	cp "$TMP/witness.out" "$TMP/first_look"
	start sniffer "$BIN/sniffer" -p 0 -f none -w "$TMP/capture.pcap"
	await_line "$TMP/sniffer.err" '监听' || fail "the sniffer does not capture"
}

# In this order, so that nothing is witnessed that is not captured.
end() {
	stop witness
	expect_status $? 0 witness
	stop sniffer
	expect_status $? 0 sniffer
	"$BIN/sniffer" -r "$TMP/capture.pcap" -p 0 -f json >"$TMP/segments.json" ||
		fail "the sniffer cannot read its capture"
}

# FILE...: sets verdict to what the comparison says, and status.
compare() {
	verdict=$(awk -f "$HERE/compare.awk" -v moments=1 "$@" 2>&1)
	status=$?
}

# The witness could not look at every moment at which it should have.
missed() {
	[[ $verdict != *' 0 missed' && $verdict == *missed ]]
}

skip_missed() {
	skip "the machine was too slow to look in time: ${verdict##*$'\n'}"
}

# NAME EXCHANGE STATES...: the command EXCHANGE is played; the kernel was seen in each of these, and the
# sniffer agrees. What the witness could not look at in time is played again.
expect_agreement() {
	local name=$1 exchange=$2 states tries
	shift 2
	for ((tries = 0; tries < 10; tries++)); do
		# shellcheck disable=SC2086 # words of a command
		begin $interval
		$exchange
		end
		compare "$TMP/witness.out" "$TMP/segments.json"
		missed || break
	done
	! missed || skip_missed
	[[ $status -eq 0 ]] || fail "$name: the comparison ends with $status:"$'\n'"$verdict"
	for states; do
		[[ $verdict == *"the kernel says $states"$'\n'* ]] ||
			fail "$name: no moment '$states' in:"$'\n'"$verdict"
	done
}

# PORT OPTIONS...: a server for the exchanges that follow.
serve() {
	start_server "server$1" -q -p "$@"
}

# PORT OPTIONS...: the client, which has to succeed.
visit() {
	"$BIN/client" -q -p "$@" || fail "client -p $*: exit status $?"
}

# The same, until the server has closed, too.
visit_to_the_end() {
	visit "$@"
	await_time_wait "$1" 1
}

# PORT COUNT: until the witness has seen so many more than there were when it began.
await_time_wait() {
	local there
	there=$(grep -c ":$1 TIME-WAIT\$" "$TMP/first_look")
	await_line "$TMP/witness.out" ":$1 TIME-WAIT\$" 60 $((there + $2)) ||
		fail "the witness sees no TIME-WAIT"
}
interval='' # of the witness, in milliseconds

serve 8079
serve 8080 --close-delay=300
serve 8082 --close-delay=300

expect_agreement documented 'visit_to_the_end 8079' 'client TIME-WAIT, server CLOSED'

# The FIN is acknowledged after 40 ms, and the client's socket belongs to nobody any more.
expect_agreement four-way 'visit_to_the_end 8080' 'client FIN-WAIT-2, server CLOSE-WAIT' \
	'client TIME-WAIT, server CLOSED'

# The client waits for the server's close; and over IPv6. The echo comes after 50 ms.
for host in 127.0.0.1 ::1; do
	expect_agreement "half-close, $host" "visit_to_the_end 8080 -H $host --wait-echo --close=half" \
		'client ESTABLISHED, server ESTABLISHED' 'client FIN-WAIT-2, server CLOSE-WAIT' \
		'client TIME-WAIT, server CLOSED'
done

expect_agreement reset 'visit 8079 --close=reset' 'client CLOSED, server CLOSED'

knock() {
	"$BIN/client" -q -p 8081 2>"$TMP/client.err" && fail "port 8081 is not refused"
}
expect_agreement refused knock 'client CLOSED, server CLOSED'

# Several connections at once, looked at every millisecond.
visit_together() {
	for ((i = 0; i < 4; i++)); do
		visit 8079 --wait-echo &
		visitors[i]=$!
	done
	for ((i = 0; i < 4; i++)); do
		wait "${visitors[i]}" || fail "a client failed"
	done
	await_time_wait 8079 4
}
interval=1
expect_agreement 'several connections' visit_together 'client ESTABLISHED, server ESTABLISHED' \
	'client TIME-WAIT, server CLOSED'
interval=''
[[ $verdict == *'connection 4: at '* ]] || fail "not every connection is compared:"$'\n'"$verdict"

# To itself: both sides are one socket. (netcat-openbsd's options)
talk_to_itself() {
	echo hello | timeout 60 nc -N -s 127.0.0.1 -p 8083 127.0.0.1 8083 >/dev/null || fail "nc to itself"
}
if nc -h 2>&1 | grep -q 'OpenBSD netcat'; then
	expect_agreement 'to itself' talk_to_itself 'client TIME-WAIT, server TIME-WAIT'
fi

# FROM TO: what the sniffer says is changed; the comparison has to mind, in words.
expect_disagreement() {
	local words=$3
	sed "s/$1/$2/" "$TMP/segments.json" >"$TMP/doctored.json"
	cmp -s "$TMP/segments.json" "$TMP/doctored.json" && fail "there is no '$1' to change"
	compare "$TMP/witness.out" "$TMP/doctored.json"
	[[ $status -eq 1 ]] || fail "'$1' as '$2' passes:"$'\n'"$verdict"
	[[ $verdict =~ ^'at +'[0-9]+'.'[0-9][0-9][0-9]' s the kernel says '"$words" ||
		$verdict =~ $'\nat +'[0-9.]+' s the kernel says '"$words" ]] ||
		fail "not said in words, '$words':"$'\n'"$verdict"
}

expect_agreement 'before it is doctored' 'visit_to_the_end 8082 --wait-echo' 'client FIN-WAIT-2, server CLOSE-WAIT'
expect_disagreement FIN-WAIT-2 FIN-WAIT-1 'client FIN-WAIT-2, the sniffer FIN-WAIT-1'
expect_disagreement CLOSE-WAIT ESTABLISHED 'server CLOSE-WAIT, the sniffer ESTABLISHED'
expect_disagreement '"server_state":"CLOSED"' '"server_state":"LAST-ACK"' \
	'server CLOSED, the sniffer LAST-ACK'
expect_disagreement TIME-WAIT CLOSED 'client TIME-WAIT, the sniffer CLOSED'
# LISTEN is another name for a server's side without a socket, and for nobody else's.
sed 's/"server_state":"CLOSED"/"server_state":"LISTEN"/' "$TMP/segments.json" >"$TMP/doctored.json"
compare "$TMP/witness.out" "$TMP/doctored.json"
expect_status $status 0 "LISTEN for a listener's side"
expect_disagreement '"client_state":"TIME-WAIT"' '"client_state":"LISTEN"' 'client TIME-WAIT, '

# What is on the list is accepted, and nothing else.
sed s/FIN-WAIT-2/FIN-WAIT-1/ "$TMP/segments.json" >"$TMP/doctored.json"
echo 'client FIN-WAIT-2 FIN-WAIT-1 it was doctored' >"$TMP/accepted"
compare "$TMP/accepted" "$TMP/witness.out" "$TMP/doctored.json"
expect_status $status 0 "an accepted disagreement"
grep -q '^accepted: at .* the sniffer FIN-WAIT-1: it was doctored$' <<<"$verdict" ||
	fail "the accepted one is not told:"$'\n'"$verdict"
echo 'server FIN-WAIT-2 FIN-WAIT-1' >"$TMP/accepted"
compare "$TMP/accepted" "$TMP/witness.out" "$TMP/doctored.json"
expect_status $status 1 "another side's disagreement"

# Files that cannot be what they should be.
compare /dev/null "$TMP/segments.json"
expect_status $status 2 "no witness"
compare "$TMP/witness.out" "$HERE/live.sh"
expect_status $status 2 "no segments but a script"

# In truth: the last ACK is dropped behind the capture, so the kernel still waits for it.
lose='table inet t { chain c { type filter hook input priority 0
	tcp dport 8079 tcp flags & (fin | syn | rst | psh | ack) == ack numgen inc mod 1000 == 1 drop
} }'
if command -v nft >/dev/null && nft "$lose" 2>/dev/null; then
	begin
	visit 8079
	await_line "$TMP/witness.out" 'LAST-ACK$' || fail "the witness sees no LAST-ACK"
	end
	compare "$TMP/witness.out" "$TMP/segments.json"
	! missed || skip_missed
	[[ $status -eq 1 && $verdict == *'server LAST-ACK, the sniffer CLOSED'* ]] ||
		fail "a lost ACK goes unnoticed:"$'\n'"$verdict"
fi

# The witness itself: wrong usage, and a reader that goes away.
"$BIN/../libexec/witness" 0 2>"$TMP/usage.err"
expect_status $? 2 "witness 0"
"$BIN/../libexec/witness" 1 2>/dev/null | head -n 1 >/dev/null
expect_status "${PIPESTATUS[0]}" 0 "a reader that goes away"
