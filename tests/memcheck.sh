#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# memcheck.sh BIN_DIR [all]: under valgrind nothing is read before it was written, which no sanitizer of
# gcc sees: the sniffer on a hostile capture in every format, and between server and client the
# documented exchange and a load; with all, more captures, options and errors, and nothing is lost either.
# (What is built with sanitizers valgrind cannot run.)
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/live/lib.sh"
private_network "$@"
need valgrind
all=''
[[ ${!#} != all ]] || all=yes # the last argument: private_network() adds a first one
options=(-q --error-exitcode=99)
[[ -z $all ]] || options+=(--leak-check=full "--errors-for-leak-kinds=definite,indirect")
checked=0

# STATUS COMMAND...: under valgrind; it must exit with STATUS.
check() {
	valgrind "${options[@]}" "${@:2}" >"$TMP/check.out" 2>"$TMP/check.err"
	expect_status $? "$1" "${*:2}"
	checked=$((checked + 1))
}

# A server, and what clients do with it.
begin() {
	start server valgrind "${options[@]}" "$BIN/server" "$@"
	await_line "$TMP/server.out" '^listening on ' 60 || fail "server $* does not listen"
}

end() {
	stop server INT
	expect_status $? 0 server
	checked=$((checked + 1))
}

for story in golden/two golden/ipv6 stories/link-sll2 golden/hostile; do
	"$BIN/../tests/story" build "$ROOT/tests/$story.story" >"$TMP/${story##*/}.pcap" ||
		fail "$story.story"
done
formats=$("$BIN/sniffer" --help | sed -n 's/^ *-f, --format=\([a-z|]*\).*/\1/p')
[[ -n $formats ]] || fail "--help does not tell the formats"
for format in ${formats//|/ }; do
	case $format in
	line) more=(--explain --phases) ;;
	ladder) more=(--explain) ;;
	*) more=() ;;
	esac
	check 0 "$BIN/sniffer" -f "$format" "${more[@]}" -r "$TMP/hostile.pcap"
	[[ -z $all ]] || check 0 "$BIN/sniffer" -f "$format" "${more[@]}" -r "$TMP/two.pcap"
	[[ -z $all ]] || check 0 "$BIN/sniffer" -p 0 -f "$format" -r "$TMP/hostile.pcap"
done
check 0 "$BIN/sniffer" -p 0 -f none --connections -r "$TMP/link-sll2.pcap"
head -c 300 "$TMP/two.pcap" >"$TMP/cut.pcap"
check 1 "$BIN/sniffer" -p 0 -r "$TMP/cut.pcap"
if [[ -n $all ]]; then
	check 0 "$BIN/sniffer" -p 0 --explain -v -r "$TMP/ipv6.pcap"
	check 0 "$BIN/sniffer" -p 0 --max-connections=1 -w "$TMP/copy.pcap" -r "$TMP/two.pcap"
	check 1 "$BIN/sniffer" -r "$TMP/none.pcap"
	check 2 "$BIN/sniffer" --no-such-option
fi

for mode in message bytes; do
	begin "--echo=$mode" --threads=2
	check 0 "$BIN/client"
	check 0 "$BIN/client" -q --connections=4 --requests=40 --reconnect
	if [[ -n $all ]]; then
		check 0 "$BIN/client" --wait-echo --close=half
		check 0 "$BIN/client" --close=reset
	fi
	end
done
check 1 "$BIN/client"
echo "$checked runs under valgrind, all clean"
