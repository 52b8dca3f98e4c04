#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Wrong usage of the sniffer: exit 2, one line that names the fault and points to --help.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
plain_host "$@"

# PATTERN ARGUMENT...
wrong() {
	local pattern=$1
	shift
	sniffer_refuses 2 "$pattern: see 'sniffer --help'" "$@"
}

for port in 65536 -1 abc '' ' 1' 80x 0x50; do
	wrong "--port takes a number from 0 to 65535, not '$port'" -p "$port"
done
for count in 0 -1 abc; do
	wrong "--count takes a number from 1 to [0-9]*, not '$count'" -c "$count"
done
wrong "unknown option '-Z'" -Z
wrong "unknown option '--no-such'" --no-such
wrong "option '-r' needs an argument" -r
wrong "--format takes one of .*, not 'loud'" -f loud
wrong "--lang takes one of zh, en, not 'fr'" --lang=fr
wrong "--relative and --canonical exclude each other" --relative --canonical
wrong "--time-scale and --canonical exclude each other: .*" -f svg --time-scale --canonical
wrong "-f svg is one document: --connections cannot stand beside it" -f svg --connections
wrong "-w - and -f cannot be combined: both write to standard output" -w - -f line
wrong "option '--c' is ambiguous: --compare, --count, --canonical, --connections, --conn, --color" --c

# Which of two was meant cannot be told; the same again is no matter.
for option in '-p 80 -p 81' '-r a -r b' '-w a -w b' '-i lo -i eth0' '-f line -f json' '-c 1 -c 2' \
	'--lang=en --lang=zh' '--color=never --color=auto' '--http --http=:1'; do
	# shellcheck disable=SC2086 # words
	wrong "--[a-z]* is given twice: '.*' and '.*'" $option
done

# What could not act, or contradicts.
wrong "-i and -r exclude each other" -i lo -r F
wrong "-B is the buffer of a live capture: .*" -B 64 -r F
wrong "-s is that of a live capture: .*" -s 100 -r F
wrong "-s 40 leaves no room for the headers of a segment: .*" -s 40
wrong "--payload is a number of bytes, all or none, not '1k'" --payload=1k
wrong "--payload has no effect on -f ladder" -f ladder --payload=all
wrong "filter words replace -p: write 'port 80' among the words" -p 80 tcp port 80
for option in '-r F' tcp '-c 1' -U -ttt --explain --ascii '--max-connections 5' '--http --http-pace=5' '-B 64' --color=always; do
	# shellcheck disable=SC2086 # words
	wrong "-D lists the interfaces, and nothing else" -D $option
done
wrong "--http-pace goes with --http" --http-pace=5
wrong "--sort sorts the table of --connections" --sort=duration
wrong "-D lists the interfaces, and nothing else" -D --conn=1
wrong "--sort: 'size' is nothing of a connection: there are conn, .*" --connections --sort=size
wrong "--only: 'size' is nothing of a connection: there are conn, .*" -r F --only='size>5'
wrong "--only: close is never 'rest': it is one of 3-segment, .*" -r F --only=close=rest
wrong "--conn: 'x' is no number of a connection, .*" --conn=1,x
wrong "--only has no effect on -f none without --connections" -r F -f none --only=close=reset
wrong "--conn has no effect on -f none without --connections" -f none --conn=1
for option in '' '-r -' '-w F' '-f json' '-f svg -r -' '-f none --connections --http'; do
	# shellcheck disable=SC2086 # words
	wrong "--only asks what became of a connection, .*" --only=close=reset $option
done
wrong "-q and -v exclude each other" -qv
wrong "--quiet and -v exclude each other" -v --quiet
wrong "-U has no effect on -f svg, which is one document" -U -f svg
wrong "-U has no effect on -f none without -w: .*" -U -f none -r F
wrong "-U has no effect on -f none without -w: .*" -U -f none --connections
wrong "-w - and --connections cannot be combined: both write to standard output" -w - --connections
for option in --ascii --phases --explain --time-scale --wrap -tt -tttt --color=always; do
	wrong "$option has no effect on -f json" -f json "$option"
done
wrong "--time-scale has no effect on -f line" --time-scale
wrong "--title cannot be combined with --compare, which .*" --compare F G -f html --title T
wrong "--ascii has no effect on -f line" --ascii
wrong "--relative has no effect on -f svg" -f svg --relative
wrong "--explain has no effect on -w without -f" -w F --explain
wrong "--canonical has no effect on -f none" -f none --canonical
wrong "-t is given 6 times: -ttttt is the last" -tttttt
wrong "-ttt and --canonical exclude each other: .*" -ttt --canonical

# Two captures are compared, and neither is shown.
wrong "--compare needs two captures: --compare A B" --compare F
wrong "--compare - -: standard input can be read but once" --compare - -
for option in '-i lo' '-r F' '-w F' -D -v --explain -t --relative --connections '--only close=reset' '--conn 1' '--http-pace 5' \
	--color=always; do
	# shellcheck disable=SC2086 # words
	wrong "${option%% *} cannot be combined with --compare, which .*" --compare F G $option
done
wrong "--compare says what differs as text .*" --compare F G -f mermaid
wrong "-f json has an event for each connection: .*" -f json --connections
wrong "--wrap has no effect on -f json" --compare F G -f json --wrap
wrong "--ascii has no effect on -f line" --compare F G --ascii
wrong "--ascii has no effect on -f svg" --compare F G -f svg --ascii
wrong "--title cannot be combined with --compare, which .*" --compare F G -f html --title T

# An empty word is a variable that is not set.
wrong "--read takes FILE, not ''" -r ''
wrong "--write takes FILE, not ''" -w ''
wrong "--interface takes IF, not ''" -i ''
wrong "--http takes ADDRESS:PORT, not ''" --http=

# Files in the place of filter words.
{ pcap_header && pcap_syns 2; } >"$TMP/two.pcap"
for words in "$TMP/two.pcap" "tcp $TMP/two.pcap" "$TMP/two.pcap tcp"; do
	# shellcheck disable=SC2086 # words
	wrong "'$TMP/two.pcap' is no filter: to read that file, write -r $TMP/two.pcap" $words
done
wrong "'$TMP/no.pcapng.gz' is no filter, and there is no such file: a capture file is read with -r" \
	tcp "$TMP/no.pcapng.gz"
wrong "'$TMP/two.pcap' is no filter: -r reads one file" -r "$TMP/two.pcap" "$TMP/two.pcap"

wrong "bad filter 'hst': .*" --compare "$TMP/two.pcap" "$TMP/two.pcap" hst

# Of nothing it cannot be said that it is the same.
none="is a TCP segment that passes the filter: nothing is compared"
sniffer_refuses 2 "neither in $TMP/two.pcap nor in $TMP/two.pcap $none" --compare "$TMP/two.pcap" "$TMP/two.pcap" tcp port 9
sniffer_refuses 2 "neither in $TMP/two.pcap nor in $TMP/two.pcap $none" --compare "$TMP/two.pcap" "$TMP/two.pcap" -p 9

# As diff: 0 the same, 1 different, 2 failed; of folders, also what only one of them has.
mkdir -p "$TMP/A/one" "$TMP/B/one" "$TMP/B/two" "$TMP/C"
{ pcap_header && pcap_syns 1; } >"$TMP/A/one/capture.pcap"
cp "$TMP/A/one/capture.pcap" "$TMP/B/one/"
cp "$TMP/two.pcap" "$TMP/B/two/capture.pcap"
compared() {
	timeout 60 "$BIN/sniffer" --compare "$@" >"$TMP/out" 2>"$TMP/err"
}
compared "$TMP/A" "$TMP/A"
expect_status $? 0 "the same folder twice"
compared "$TMP/A" "$TMP/B"
expect_status $? 1 "one scenario more"
grep -q '^two.*B' "$TMP/out" || fail "one scenario more: is not told"
mkdir "$TMP/B/sweep" && cp "$TMP/two.pcap" "$TMP/B/sweep/capture.pcap" && : >"$TMP/B/sweep/sweep.table"
compared "$TMP/A" "$TMP/B"
! grep -q sweep "$TMP/out" || fail "a measurement is compared"
compared "$TMP/A" "$TMP/B" -f json
expect_status $? 1 "one scenario more, as JSON"
grep -q '"name":"two",.*"a":null,"b":{.*"connections":2,"segments":2}' "$TMP/out" || fail "JSON: what only B has is not counted"
compared "$TMP/A/one" "$TMP/two.pcap" -f none
expect_status $? 1 "a folder and a file"
[[ ! -s $TMP/out ]] || fail "-f none: says something"
sniffer_refuses 2 "there is no capture.pcap in .*C" --compare "$TMP/C" "$TMP/two.pcap"
sniffer_refuses 2 "there is no capture in .*C: .*" --compare "$TMP/A" "$TMP/C"
sniffer_refuses 2 "neither in $TMP/A nor in $TMP/A $none" --compare "$TMP/A" "$TMP/A" tcp port 9
sniffer_refuses 2 ".*/A holds several scenarios, .*two.pcap is one capture: name one of .*A, as .*A/one" \
	--compare "$TMP/A" "$TMP/two.pcap"
sniffer_refuses 2 ".*/B holds several scenarios, .*A/one is one capture: .*" --compare "$TMP/A/one" "$TMP/B"
sniffer_refuses 2 "cannot read .*no.pcap: .*" --compare "$TMP/two.pcap" "$TMP/no.pcap"
head -c 90 "$TMP/two.pcap" >"$TMP/cut.pcap"
compared "$TMP/two.pcap" "$TMP/cut.pcap"
expect_status $? 2 "a file that is cut off"
expect_line "$TMP/err" ".*cut off after 1 whole packet.*" "a file that is cut off"

# What can be read but once does not tell in time what becomes of a connection.
mkfifo "$TMP/fifo"
timeout 60 cat "$TMP/two.pcap" >"$TMP/fifo" &
sniffer_refuses 2 "--only asks what became of a connection, .*: $TMP/fifo can be read but once: .*" \
	-r "$TMP/fifo" --only=close=reset
wait

# -U with lines, or with the file of -w, acts: also on what is read.
for option in '' '-f json' '-f ladder' "-f none -w $TMP/copy.pcap" "-f svg -w $TMP/copy.pcap"; do
	# shellcheck disable=SC2086 # words
	"$BIN/sniffer" -r "$TMP/two.pcap" -U $option >"$TMP/out" 2>"$TMP/err"
	expect_status $? 0 "-r -U $option"
done

for address in x :65536 ::1 1.2.3.4.5; do
	wrong "--http takes ADDRESS:PORT, an IPv6 address in brackets, not '$address'" \
		"--http=$address" -r F
done

# Accepted: -nn, -t, and -p 0 with words; each reads the file, which is not there.
for option in -n -nn -t '-f none --connections --canonical' '-p 0' '-p 0 tcp'; do
	# shellcheck disable=SC2086 # words
	sniffer_refuses 1 "cannot read .*none.pcap: .*" -r "$TMP/none.pcap" $option
done

"$BIN/sniffer" --help >"$TMP/help" 2>"$TMP/err"
expect_status $? 0 "--help"
[[ ! -s $TMP/err ]] || fail "--help prints on standard error"
for word in --interface=IF --port=PORT 'default 8079' --read=FILE --write=FILE --count=N -D setcap \
	'pcap-filter(7)' './run_demo.sh' 'Examples:' 'Exit status:'; do
	grep -q -F -e "$word" "$TMP/help" || fail "--help does not name '$word'"
done
"$BIN/sniffer" -h | cmp -s - "$TMP/help" || fail "-h is not --help"
"$BIN/sniffer" --version | grep -q '^sniffer [0-9]' || fail "--version"
"$BIN/sniffer" --version | grep -q 'libpcap version [0-9]' || fail "--version does not name libpcap"
"$BIN/sniffer" --version | grep -q 'libevent [0-9]' || fail "--version does not name libevent"
