#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A program that hangs is given up after a bounded time, and ended, even where it does not want to.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
export HANDSHAKE_PATIENCE=2

mkdir "$TMP/other"
ln -s "$BIN"/{sniffer,client} "$TMP/other/"
fake server <<<'exec sleep 1000'
mv "$TMP/bin/server" "$TMP/other/"
start other "$BASH" "$DEMO" --bin "$TMP/other"

ln -s "$BIN/server" "$TMP/bin/"
fake sniffer <<'END'
trap '' TERM
echo '2023/12/18 17:03:53 ...' >&2
printf '#\n#\n#\n'
exec sleep 1000
END
run_demo
expect_status "$status" 1 "a sniffer that does not end"
expect_line err '^run_demo.sh: documented: timed out waiting for the sniffer to end$'

await_exit other
expect_status $? 1 "a server that does not listen"
grep -q '^run_demo.sh: documented: timed out waiting for the server to listen$' "$TMP/other.err" ||
	fail "a server that does not listen: not told"
expect_nothing_left "hanging programs"
