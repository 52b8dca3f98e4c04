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
wrong "unknown or ambiguous option '--no-such'" --no-such
wrong "option '-r' needs an argument" -r
wrong "--format takes one of .*, not 'loud'" -f loud
wrong "--lang takes one of zh, en, not 'fr'" --lang=fr
wrong "--relative and --canonical exclude each other" --relative --canonical
wrong "--time-scale shows times, --canonical none" --time-scale --canonical
wrong "-f svg is one document: --connections cannot stand beside it" -f svg --connections
wrong "-w - and -f both want standard output" -w - -f line

"$BIN/sniffer" --help >"$TMP/help" 2>"$TMP/err"
expect_status $? 0 "--help"
[[ ! -s $TMP/err ]] || fail "--help prints on standard error"
for word in --interface=IF --port=PORT 'default 8079' --read=FILE --write=FILE --count=N -D setcap \
	'pcap-filter(7)' './run_demo.sh' 'Examples:' 'Exit status:'; do
	grep -q -F -e "$word" "$TMP/help" || fail "--help does not name '$word'"
done
"$BIN/sniffer" --version | grep -q '^sniffer [0-9]' || fail "--version"
"$BIN/sniffer" --version | grep -q 'libpcap version [0-9]' || fail "--version does not name libpcap"
