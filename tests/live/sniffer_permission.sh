#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Without the right to capture: says so, and names the three ways to get by. Files need no right.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=tests/live/sniffer_lib.sh
. "$(dirname "$0")/sniffer_lib.sh"
plain_host "$@"

# A copy, for the program itself may have been given the right.
cp "$BIN/sniffer" "$TMP/sniffer"
chmod 755 "$TMP" "$TMP/sniffer"
nobody=()
if [[ $EUID -eq 0 ]]; then
	need setpriv
	nobody=(setpriv --reuid=65534 --clear-groups --inh-caps=-all --bounding-set=-all --)
fi
"${nobody[@]}" "$TMP/sniffer" --version >/dev/null 2>&1 || skip "cannot run it as another user"

"${nobody[@]}" timeout 60 "$TMP/sniffer" >"$TMP/none.out" 2>"$TMP/none.err"
expect_status $? 1 "without the right"
[[ ! -s $TMP/none.out ]] || fail "prints on standard output"
expect_line "$TMP/none.err" 'cannot capture on lo: no permission .*' "without the right"
for remedy in ./run_demo.sh "'sudo setcap cap_net_raw+ep $TMP/sniffer'" "'sudo sniffer'"; do
	grep -q -F "$remedy" "$TMP/none.err" || fail "does not name $remedy"
done

# As a command of the installed handshake, through a link, in a folder whose name is no plain word.
mkdir "$TMP/our \$programs"
cp "$TMP/sniffer" "$TMP/our \$programs/sniffer"
ln -s "our \$programs/sniffer" "$TMP/handshake-sniffer"
"${nobody[@]}" timeout 60 "$TMP/handshake-sniffer" 2>"$TMP/none.err"
for remedy in 'run handshake demo ' "'sudo setcap cap_net_raw+ep \"$TMP/our \\\$programs/sniffer\"'" \
	"'sudo handshake sniffer'"; do
	grep -q -F "$remedy" "$TMP/none.err" || fail "installed: does not name $remedy: $(cat "$TMP/none.err")"
done

{ pcap_header && pcap_syns 1; } >"$TMP/one.pcap"
"${nobody[@]}" "$TMP/sniffer" -r - <"$TMP/one.pcap" | grep -q 'SYN: true' || fail "cannot read a file"
