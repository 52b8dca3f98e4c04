#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A machine that was too slow is told as such, with what was measured: here the server closes late
# without the scenario knowing.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
fake server <<'END'
exec "$REAL/server" --close-delay=200 "$@"
END
run_demo --check documented
expect_status "$status" 0 "a late server"
expect_line out "^INCONCLUSIVE documented: the server closed (1[5-9]|[2-9][0-9])[0-9]\\.[0-9]+ ms after the client's FIN \\(limit 34 ms\\): the machine was too slow to tell$"
expect_line out '^0 passed, 0 differ, 1 inconclusive'
run_demo
expect_status "$status" 0 "playing with a late server"
expect_line err '^INCONCLUSIVE documented: '
demo_copy
sed -i 's/826795175/826795176/' "$TREE/tests/catalogue/golden/documented.txt"
run_demo --update documented
expect_status "$status" 1 "updating from a slow machine"
expect_line err 'not updated: the server closed '
grep -q 826795175 "$TREE/tests/catalogue/golden/documented.txt" && fail "updated from a slow machine"
expect_nothing_left "a late server"

# A server that gets no processor: only then is a time-out no failure. (demo_hangs.sh has
# servers that sleep.)
if command -v taskset >/dev/null && [[ -r /proc/self/schedstat ]]; then
	DEMO=$ROOT/run_demo.sh
	ln -sf "$BIN/server" "$TMP/bin/server"
	fake server <<'END'
cpu=$(taskset -pc $$ | sed 's/.*: *\([0-9]*\).*/\1/')
timeout 6 taskset -c "$cpu" "$BASH" -c 'while :; do :; done' >/dev/null 2>&1 &
echo $! >"$TMP/rival"
exec taskset -c "$cpu" nice -n 5 "$BASH" -c 'while :; do :; done'
END
	HANDSHAKE_PATIENCE=2 run_demo --check documented
	expect_status "$status" 0 "a server without a processor"
	expect_line out '^INCONCLUSIVE documented: timed out waiting for the server to listen: the server waited [0-9]+ ms for a processor: '
	HANDSHAKE_PATIENCE=2 run_demo --update documented
	expect_status "$status" 1 "updating with a server without a processor"
	expect_line err '^INCONCLUSIVE documented: not updated: timed out waiting for the server to listen: '
	timeout 20 tail -s 0.1 --pid="$(cat "$TMP/rival")" -f /dev/null
	expect_nothing_left "a server without a processor"
fi

# Packets that the kernel dropped.
rm "$TMP/bin/server"
ln -s "$BIN/server" "$TMP/bin/server"
fake sniffer <<'END'
mkfifo "$TMP/stderr.$$"
while read -r line; do
	echo "${line/0 dropped by kernel/7 dropped by kernel}"
done <"$TMP/stderr.$$" >&2 &
"$REAL/sniffer" "$@" 2>"$TMP/stderr.$$" &
trap 'kill -TERM $!' TERM
wait $! || wait $!
END
DEMO=$ROOT/run_demo.sh
run_demo --check documented
expect_line out '^INCONCLUSIVE documented: the kernel dropped 7 packets'
expect_nothing_left "dropped packets"
