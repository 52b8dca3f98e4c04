#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# -r of a file that gzip, zstd or xz has packed: what is in it is read as if it were plain, from a file
# and from a pipe; what is cut off or damaged is told in one line.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
plain_host "$@"

{ pcap_header && pcap_syns 500; } >"$TMP/plain.pcap"
"$BIN/sniffer" -r "$TMP/plain.pcap" -f json -p 0 >"$TMP/plain.json" || fail "the plain file"

# FORMAT
pack() {
	case $1 in
	zstd) zstd -c --check ;;
	*) "$1" -c ;;
	esac
}

# FORMAT: as a file that has no name to go by, from a file as standard input, from a pipe.
reads() {
	local from=$TMP/$1.packed
	timeout 60 "$BIN/sniffer" -r "$from" -f json -p 0 | cmp - "$TMP/plain.json" || fail "$1: a file"
	timeout 60 "$BIN/sniffer" -r - -f line -p 0 <"$from" >"$TMP/lines" 2>"$TMP/err"
	expect_status $? 0 "$1: standard input"
	[[ $(wc -l <"$TMP/lines") -eq 500 && ! -s $TMP/err ]] || fail "$1: standard input"
	# Two pieces and a pause between them: whole packets come out before it is over.
	{ head -c 40 "$from" && sleep 0.2 && tail -c +41 "$from"; } |
		timeout 60 "$BIN/sniffer" -r - -f line -p 0 | cmp - "$TMP/lines" || fail "$1: a pipe"
	timeout 60 "$BIN/sniffer" -r "$from" -p 0 -w - 2>/dev/null | tail -c +25 |
		cmp - <(tail -c +25 "$TMP/plain.pcap") || fail "$1: -w"
	# Two streams one behind the other are what was packed one behind the other.
	{ cat "$from" && tail -c +25 "$TMP/plain.pcap" | pack "$1"; } >"$TMP/twice"
	timeout 60 "$BIN/sniffer" -r "$TMP/twice" -f line -p 0 | cmp - <(cat "$TMP/lines" "$TMP/lines") ||
		fail "$1: two streams"
}

# FORMAT: cut off anywhere.
cut_off() {
	local from=$TMP/$1.packed size cut
	size=$(wc -c <"$from")
	for cut in 1 $((size / 2)) $((size - 8)); do
		head -c -"$cut" "$from" >"$TMP/cut"
		timeout 60 "$BIN/sniffer" -r "$TMP/cut" -p 0 >"$TMP/out" 2>"$TMP/err"
		expect_status $? 1 "$1 -$cut"
		expect_line "$TMP/err" "cannot read $TMP/cut.*: its $1 data is cut off.*" "$1 -$cut"
		[[ $(wc -l <"$TMP/err") -eq 1 ]] || fail "$1 -$cut: more than one line"
		head -n "$(wc -l <"$TMP/out")" "$TMP/lines" | cmp - "$TMP/out" || fail "$1 -$cut: other lines"
	done
}

# FORMAT: a byte turned round, all along: one line says so, or nothing changed.
damaged() {
	local from=$TMP/$1.packed size at status
	size=$(wc -c <"$from")
	for ((at = 12; at < size; at += size / 6)); do
		{ head -c $at "$from" && printf '\xff' && tail -c +$((at + 2)) "$from"; } >"$TMP/bad"
		timeout 60 "$BIN/sniffer" -r "$TMP/bad" -p 0 >"$TMP/out" 2>"$TMP/err"
		status=$?
		[[ $status -le 1 && $(wc -l <"$TMP/err") -eq $status ]] || fail "$1: byte $at: status $status"
		[[ $status -eq 1 ]] || cmp -s "$TMP/out" "$TMP/lines" || fail "$1: byte $at: other lines"
	done
}

# FORMAT
try_format() {
	local format=$1
	if [[ " $built_in " != *" $format "* ]]; then
		left_out+=("$format is not built in")
	elif ! command -v "$format" >/dev/null; then
		left_out+=("$format is not installed")
	else
		pack "$format" <"$TMP/plain.pcap" >"$TMP/$format.packed" || fail "$format fails"
		reads "$format"
		cut_off "$format"
		damaged "$format"
		tried+=("$format")
	fi
}

built_in=$("$BIN/sniffer" --version | sed -n 's/^reads packed files of: //p' | tr -d ,)
tried=() left_out=()
for format in gzip zstd xz; do
	try_format "$format"
done
[[ ${#left_out[@]} -eq 0 ]] || printf 'not tried: %s\n' "${left_out[@]}"
[[ ${#tried[@]} -gt 0 ]] || skip "nothing can be packed here"

# What is not built in says how to read it all the same.
printf 'BZh91AY&SY' >"$TMP/packed.bz2"
sniffer_refuses 1 "cannot read $TMP/packed.bz2: packed with bzip2, which is not built in: 'bzip2 -dc FILE | .*" \
	-r "$TMP/packed.bz2"
