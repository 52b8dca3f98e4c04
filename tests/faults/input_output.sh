#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Reads and writes that are interrupted, cut short or fail: what can go on goes on and loses nothing;
# what cannot is told.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
plain_host "$@"
# shellcheck source=tests/faults/lib.sh
. "$(dirname "$0")/lib.sh"
[[ -n $preload ]] || skip "with sanitizers reads and writes cannot be made to fail"
"$BIN/../tests/story" build "$ROOT/tests/golden/two.story" >"$TMP/capture.pcap" || fail "no capture"
EINTR=4 EIO=5 EAGAIN=11 ENOSPC=28

# FROM: a file of what is said of it. What is read once is explained as far as is known then.
whole() {
	[[ $1 == - ]] && printf '%s' "$TMP/whole-once" || printf '%s' "$TMP/whole"
}

# FAULT HOW FROM: HOW same (nothing is lost) or a pattern of what is said
try() {
	local fault=$1 how=$2 from=$3 status
	with_fault "$fault" sniffer -r "$from" --explain <"$TMP/capture.pcap" >"$TMP/out" 2>"$TMP/err"
	status=$?
	happened || fail "$fault did not happen"
	judge $status "$fault, -r $from"
	if [[ $how == same ]]; then
		expect_status $status 0 "$fault, -r $from"
		expect_same "$(whole "$from")" "$TMP/out" "$fault: something is missing"
	else
		expect_status $status 1 "$fault, -r $from"
		grep -q "$how" "$TMP/err" || fail "$fault: says '$(cat "$TMP/err")', not '$how'"
	fi
}

# A pipe as standard input; a file on a disk is read by libpcap or in larger pieces.
"$BIN/sniffer" -r "$TMP/capture.pcap" --explain >"$TMP/whole"
"$BIN/sniffer" -r - --explain <"$TMP/capture.pcap" >"$TMP/whole-once"
for n in 1 2; do
	for error in 0 $EINTR; do
		for from in - "$TMP/capture.pcap"; do
			[[ $n -eq 1 ]] || continue
			with_fault "FAIL_READ=$n:$error" sniffer -r "$from" --explain \
				< <(cat "$TMP/capture.pcap") >"$TMP/out" 2>"$TMP/err"
			status=$?
			judge $status "read $n, error $error, -r $from"
			[[ $status -ne 0 ]] ||
				expect_same "$(whole "$from")" "$TMP/out" "read $n, error $error"
			[[ $error -ne 0 || $status -eq 0 ]] || fail "a short read is taken for an end"
		done
	done
done
for error in 0 $EINTR $EAGAIN; do
	try "FAIL_WRITE=1:$error" same -
	try "FAIL_WRITE=1:$error" same "$TMP/capture.pcap"
done
try "FAIL_WRITE=1:$EIO" 'cannot write output: Input/output error' -
try "FAIL_WRITE=1:$ENOSPC" 'cannot write output: No space left on device' "$TMP/capture.pcap"

# Packets as output.
for error in 0 $EINTR $EAGAIN; do
	with_fault "FAIL_WRITE=2:$error" sniffer -r "$TMP/capture.pcap" -w - >"$TMP/out" 2>"$TMP/err"
	expect_status $? 0 "-w -, error $error"
	happened || fail "-w -: the fault did not happen"
	"$BIN/sniffer" -r "$TMP/out" --explain >"$TMP/again" || fail "-w -, error $error: no capture"
	expect_same "$TMP/whole" "$TMP/again" "-w -, error $error"
done
for error in $EIO $ENOSPC; do
	with_fault "FAIL_WRITE=2:$error" sniffer -r "$TMP/capture.pcap" -w - >"$TMP/out" 2>"$TMP/err"
	judge $? "-w -, error $error"
	grep -q 'cannot write standard output: .*: 0 packets were written' "$TMP/err" ||
		fail "-w -: $(cat "$TMP/err")"
done
