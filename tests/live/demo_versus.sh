#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --versus: a scenario twice, once with something changed, and the sniffer's word on what differs. The exchanges are
# such that a busy machine changes nothing in what is looked at.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
demo_programs+=(--lang=en)

# A sysctl that changes the SYN; what is compared is kept.
run_demo --keep "$TMP/kept" --versus refused tcp_timestamps=0
expect_status "$status" 1 "a sysctl"
expect_line out 'SYN \(segment 1\) has other options: timestamps only in A'
expect_line err '^PLAYED refused: with tcp_timestamps=0$'
for folder in as-is changed; do
	for file in capture.pcap listing.txt moments.txt; do
		[[ -s $TMP/kept/$folder/$file ]] || fail "$folder/$file is not kept"
	done
	expect_line out "^[AB]: $TMP/kept/$folder \\(1 connection, 2 segments\\)\$"
done

# Of two plays windows are compared where they are what was changed.
run_demo --keep "$TMP/kept/abort" --versus abort tcp_rmem=4096,65536,65536
expect_status "$status" 1 "a receive buffer"
expect_line out "^B: $TMP/kept/abort/changed/capture.pcap \\("

# Nothing that matters here; the folders are gone then.
run_demo --versus refused tcp_keepalive_time=7000 tcp_keepalive_intvl=75
expect_status "$status" 0 "a sysctl that changes nothing"
expect_line out '^A: refused as it is \('
expect_line out '^B: refused with tcp_keepalive_time=7000 tcp_keepalive_intvl=75 \('
! grep -q '^different:' "$TMP/demo.out" || fail "there is a difference"

# An option, in a scenario of steps and one without; one end of a path, which this side of the test does not see.
run_demo --versus abort client:--message=other
expect_status "$status" 1 "an option"
expect_line out '^different:$'
expect_line out 'A has 11 bytes .* where B has 5 bytes .*'
run_demo --versus wan client:tcp_sack=0
expect_status "$status" 1 "one end's sysctl"
expect_line out 'SACK'

# A program that fails where it did not before is what was asked, not a failure of the test.
run_demo --versus half-close server:--reset
expect_status "$status" 1 "a client that is reset"
expect_line err '^PLAYED half-close: with server:--reset; the client ended with status 1: .*Connection reset by peer.*'
expect_line out 'in B the server resets the connection .*'

# Two scenarios.
run_demo --versus refused abort
expect_status "$status" 1 "two scenarios"
expect_line out '^A: refused \('
expect_line out '^B: abort \('

# What cannot be played.
mkdir "$TMP/scenarios"
printf 'needs: no-such-tool\nuntil-phases: 1\n' >"$TMP/scenarios/needy.txt"
run_demo --scenarios "$TMP/scenarios" --versus needy tcp_ecn=1
expect_status "$status" 77 "a scenario that cannot be played here"

# Of a play that captures nothing it is told which end failed, and nothing is compared.
run_demo --versus fast-open tcp_fastopen=0
if ((status != 77)); then
	expect_status "$status" 1 "a client that cannot send"
	expect_line err '^PLAYED fast-open: with tcp_fastopen=0; the client ended with status 1: .*'
	expect_line err '^run_demo.sh: fast-open: no segment was captured: nothing is compared$'
	[[ ! -s $TMP/demo.out ]] || fail "something is compared"
fi

# What has words, or several of them, at both ends of a path.
for change in tcp_congestion_control=reno client:tcp_rmem=4096,131072,6291456; do
	run_demo --versus wan "$change"
	((status < 2)) || fail "$change: exit status $status"
	expect_line err "^PLAYED wan: with $change\$"
done

# Wrong usage says which word is meant.
while IFS='|' read -r word why; do
	run_demo --versus refused "$word"
	expect_status "$status" 2 "$word"
	expect_line err "^run_demo.sh: --versus: $why\$"
done <<'END'
client:--no-such-option|client:--no-such-option: unknown option '--no-such-option'
server:--message|server:--message: .*
client:--close=fin2|client:--close=fin2: --close takes one of .*
client:close=reset|client:close=reset is no change: did you mean client:--close=reset\?
tcp_no_such=0|tcp_no_such=0: this kernel has no such sysctl: see /proc/sys/net/ipv4
client:--message=a b|client:--message=a b: a value of a scenario has no space
path:|path:: a line of a scenario file is missing
refused|refused is compared with itself: name a change, or another one
abrot|'abrot' is no change \(.*\), nor another scenario: is it 'abort'\?
delayed-ack|delayed-ack measures many exchanges: it cannot be compared
END
run_demo --versus refused tcp_ecn=1 net.ipv4.tcp_sack=0 tcp_ecn=0
expect_status "$status" 2 "a sysctl twice"
expect_line err '^run_demo.sh: --versus: which of two is meant: tcp_ecn=1 or tcp_ecn=0\?$'

while IFS='|' read -r words why; do
	read -r -a changes <<<"$words"
	run_demo --versus refused "${changes[@]}"
	expect_status "$status" 2 "$words"
	expect_line err "^run_demo.sh: --versus: $why: see './run_demo.sh --help'\$"
done <<'END'
kernel=6.1 tcp_ecn=1|kernel=6.1 goes alone: the guest plays the scenario as it is
kernel=newest|kernel=newest: 6.1, or 6.1.176, is a version
END

for arguments in '--versus' '--versus refused' '--versus none tcp_ecn=1' '--versus all tcp_ecn=1' \
	'--versus delayed-ack tcp_ecn=1' '--versus big-transfer tcp_ecn=1' '--versus refused tcp_ecn' '--versus refused client:tcp_ecn=1' \
	'--versus refused net.core.somaxconn=1' '--versus refused client:--x;y' '--versus --check refused tcp_ecn=1' \
	'--versus --ladder refused tcp_ecn=1' '--versus --http refused tcp_ecn=1' \
	'--versus --bundle x refused tcp_ecn=1' '--versus --terminals refused tcp_ecn=1'; do
	# shellcheck disable=SC2086 # words
	run_demo $arguments
	expect_status "$status" 2 "$arguments"
	[[ ! -s $TMP/demo.out ]] || fail "$arguments: something is printed"
done
expect_nothing_left --versus
