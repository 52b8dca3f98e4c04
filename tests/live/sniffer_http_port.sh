#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The live view's own segments are left out of the capture that it shows, and this is said; unless
# -p or the filter names that port, and where they cannot be captured.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
private_network "$@"

said='^port \([0-9]*\) of the live view is left out of the capture$'

# OPTIONS...: a sniffer with a view, and a browser that looks on; port and view are set.
start_view() {
	start_sniffer sniffer "$@"
	await_line "$TMP/sniffer.err" '^live view: http://' || fail "$*: no live view"
	port=$(sed -n 's|^live view: .*:\([0-9]*\)/$|\1|p' "$TMP/sniffer.err")
	exec {view}<>"/dev/tcp/127.0.0.1/$port" || fail "$*: nobody listens on port $port"
	printf 'GET /events HTTP/1.1\r\nHost: 127.0.0.1:%s\r\n\r\n' "$port" >&"$view"
	start looker cat <&"$view"
	await_line "$TMP/looker.out" '"live":true' || fail "$*: the view does not answer"
}

# An exchange with the server, seen in the browser to its end; then the sniffer ends.
exchange_and_stop() {
	"$BIN/client" -q || fail "the client failed"
	await_line "$TMP/looker.out" '"from":"server".*:8079".*"flags":17,' || fail "the view shows no exchange"
	exec {view}>&-
	stop sniffer INT || fail "the sniffer: exit status $?"
	await_exit looker
	grep -q ':8079 | SYN: true' "$TMP/sniffer.out" || fail "the exchange is not captured"
}

start_server
for options in '-p 0 --http=:0' '-i any -p 0 --http=:0' '-p 0 --http=0.0.0.0:0' '--http=:0 tcp' \
	'-p 0 --http=127.0.0.1:0 host 127.0.0.1' '-p 0 --http=:0 tcp or udp' '-p 0 --http=:0 tcp[13]&2!=0 or port 8079'; do
	# shellcheck disable=SC2086 # words
	start_view $options
	exchange_and_stop
	[[ $(sed -n "s/$said/\\1/p" "$TMP/sniffer.err") == "$port" ]] ||
		fail "$options: it does not say that port $port is left out"
	grep -q ":${port}[- ]" "$TMP/sniffer.out" && fail "$options: its own port $port is captured"
done

# What names that port gets it.
for options in '--http=:8080 port 8080' '-p 0 --http=:8080 tcp portrange 8000-9000' '-p 8080 --http=:8080'; do
	# shellcheck disable=SC2086 # words
	start_view $options
	await_line "$TMP/sniffer.out" ':8080 | SYN: true' || fail "$options: port 8080 is not captured"
	exec {view}>&-
	stop sniffer INT || fail "$options: exit status $?"
	await_exit looker
	grep -q "$said" "$TMP/sniffer.err" && fail "$options: it says that the port is left out"
done

# -q says nothing, and leaves it out all the same.
# shellcheck disable=SC2317 # called by await
captured() {
	"$BIN/client" -q && [[ -s $TMP/quiet.out ]]
}
start quiet "$BIN/sniffer" -q -p 0 --http=:8080
await "a capture" captured
exec {view}<>/dev/tcp/127.0.0.1/8080 || fail "nobody listens"
printf 'GET / HTTP/1.0\r\nHost: 127.0.0.1:8080\r\n\r\n' >&"$view"
grep -q '^HTTP/1' <&"$view" || fail "no answer"
exec {view}>&-
"$BIN/client" -q
stop quiet INT || fail "-q: exit status $?"
[[ ! -s $TMP/quiet.err ]] || fail "-q says something"
grep -q ':8080[- ]' "$TMP/quiet.out" && fail "-q: the view's port is captured"

# Another interface never sees what goes to 127.0.0.1: that port is somebody else's there.
ip link add veth0 type veth peer name veth1 2>"$TMP/veth.err" || skip "no veth here: the rest held"
ip link set veth0 up
ip link set veth1 up
for options in '-p 0 --http=:0' '-p 0 --http=0.0.0.0:0'; do
	# shellcheck disable=SC2086 # words
	start_view -i veth0 $options
	exec {view}>&-
	stop sniffer INT || fail "veth0 $options: exit status $?"
	await_exit looker
	left_out=$(grep -c "$said" "$TMP/sniffer.err")
	[[ $left_out -eq $([[ $options == *0.0.0.0* ]] && echo 1 || echo 0) ]] ||
		fail "veth0 $options: left out $left_out ports"
done
exit 0
