#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# memcheck.sh BIN_DIR: the main paths under valgrind: the sniffer on captures in every format, the
# documented exchange between server and client, a load, and their errors. Nothing may be read before
# it was written, nothing be lost. (What is built with sanitizers valgrind cannot run.)
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/live/lib.sh"
private_network "$@"
need valgrind
options=(-q --error-exitcode=99 --leak-check=full "--errors-for-leak-kinds=definite,indirect")
checked=0

# STATUS COMMAND...: under valgrind; it must exit with STATUS.
check() {
	valgrind "${options[@]}" "${@:2}" >"$TMP/check.out" 2>"$TMP/check.err"
	expect_status $? "$1" "${*:2}"
	checked=$((checked + 1))
}

# OPTION...: a server, and what clients do with it.
serve() {
	start server valgrind "${options[@]}" "$BIN/server" "$@"
	await_line "$TMP/server.out" '^listening on ' 60 || fail "server $* does not listen"
	check 0 "$BIN/client"
	check 0 "$BIN/client" --wait-echo --close=half
	check 0 "$BIN/client" --close=reset
	check 0 "$BIN/client" -q --connections=4 --requests=40 --reconnect
	stop server INT
	expect_status $? 0 "server $*"
	checked=$((checked + 1))
}

for story in golden/two golden/ipv6 stories/link-sll2 golden/hostile; do
	"$BIN/../tests/story" build "$ROOT/tests/$story.story" >"$TMP/${story##*/}.pcap" ||
		fail "$story.story"
done
formats=$("$BIN/sniffer" --help | sed -n 's/^ *-f, --format=\([a-z|]*\).*/\1/p')
[[ -n $formats ]] || fail "--help does not tell the formats"
for format in ${formats//|/ }; do
	check 0 "$BIN/sniffer" -p 0 -f "$format" --explain --phases -r "$TMP/two.pcap"
	check 0 "$BIN/sniffer" -p 0 -f "$format" -r "$TMP/hostile.pcap"
done
check 0 "$BIN/sniffer" -p 0 -f none --connections -r "$TMP/link-sll2.pcap"
check 0 "$BIN/sniffer" -p 0 --explain -v -r "$TMP/ipv6.pcap"
check 0 "$BIN/sniffer" -p 0 --max-connections=1 -w "$TMP/copy.pcap" -r "$TMP/two.pcap"
head -c 300 "$TMP/two.pcap" >"$TMP/cut.pcap"
check 1 "$BIN/sniffer" -p 0 -r "$TMP/cut.pcap"
check 1 "$BIN/sniffer" -r "$TMP/none.pcap"
check 2 "$BIN/sniffer" --no-such-option

serve
serve --echo=bytes --threads=2
check 1 "$BIN/client"
echo "$checked runs under valgrind, all clean"
