#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A kernel that does something else is caught, and told in words: each case spoils the network of a
# copy of a scenario, or what is expected of it.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
need nft
demo_copy
scenarios=$TREE/tests/catalogue/scenarios

# NAME WORDS: --check says DIFFERS with these words.
differs() {
	run_demo --check "$1"
	if ! is_undecided; then
		expect_status "$status" 1 "$1: $2"
		expect_line out "^DIFFERS $1: $2"
		expect_line out '^0 passed, 1 differ, 0 inconclusive'
	fi
	cp "$ROOT/tests/catalogue/scenarios/$1.txt" "$scenarios"
}

# NAME LINE...: adds them to its file.
spoil() {
	printf '%s\n' "${@:2}" >>"$scenarios/$1.txt"
}

# A segment that is lost.
spoil abort 'needs: nft' 'set-up: drop client data'
sed -i '/^lossless/d' "$scenarios/abort.txt"
differs abort 'only the golden output has an ACK of the server'

# Another setting of the kernel: no SACK, so no ACK of what came out of order names it.
spoil syn-cookies 'set-up: sysctl net.ipv4.tcp_syncookies 1'
differs syn-cookies "the kernel's TcpExtSyncookiesSent grew by 0, not 1"

# The SYN is not answered in time: the third segment that is waited for never comes.
spoil refused 'needs: nft' 'set-up: drop client syn all' 'client: --timeout=1'
sed -i 's/^step: await segments.*/step: await segments 2/' "$scenarios/refused.txt"
differs refused 'in the golden output the server refuses the SYN with a RST'

# What the exchange is called.
sed -i 's/^expect: .*/expect: 3-way 3-segment server/' "$scenarios/four-way.txt"
differs four-way 'connection 1: expected 3-way 3-segment server, came 3-way 4-segment client'
spoil four-way 'expect: 3-way 4-segment client'
differs four-way 'expected 2 connections, came 1'
spoil four-way 'labels: zero-window'
differs four-way 'no segment is labelled zero-window'

# A line that did not come.
sed -i '/^lossless/d' "$scenarios/abort.txt"
sed -i 's/^step: await segments.*/step: await segments 7/' "$scenarios/abort.txt"
HANDSHAKE_PATIENCE=2 differs abort 'timed out waiting for 7 segments'

# What the kernel holds against the sniffer, when nobody said that it may.
sed -i '/^kernel-differs/d' "$scenarios/orphan-fin-wait-2.txt"
differs orphan-fin-wait-2 \
	'at \+[0-9.]+ s the kernel says client CLOSED, the sniffer FIN-WAIT-2'

# Words that are not in the vocabulary.
for line in 'set-up: sysctl kernel.hostname x' 'set-up: drop everybody syn' 'set-up: drop client' \
	'step: dance' 'step: await godot ended' 'set-up: lo colour 3' 'compare: colours'; do
	spoil four-way "$line"
	run_demo --check four-way
	expect_status "$status" 1 "$line"
	expect_line err "^run_demo.sh: four-way: scenarios/four-way.txt: ${line%%:*} '${line#*: }': "
	expect_line out ' 1 failed$'
	cp "$ROOT/tests/catalogue/scenarios/four-way.txt" "$scenarios"
done

# A second golden output, with its reason.
spoil four-way 'golden-2: for a kernel that closes quickly'
mv "$TREE/tests/catalogue/golden/four-way.txt" "$TREE/tests/catalogue/golden/four-way.2.txt"
cp "$TREE/tests/catalogue/golden/documented.txt" "$TREE/tests/catalogue/golden/four-way.txt"
run_demo --check four-way
if ! is_undecided; then
	expect_status "$status" 0 "a second golden"
	expect_line out '^PASS four-way: the same as its second golden output \(for a kernel that closes quickly\)$'
fi
expect_nothing_left "broken kernels"
skip_if_undecided
