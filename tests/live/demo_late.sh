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
sed -i 's/826795175/826795176/' "$TREE/tests/golden/documented.txt"
run_demo --update documented
expect_status "$status" 1 "updating from a slow machine"
expect_line err 'not updated: the server closed '
grep -q 826795175 "$TREE/tests/golden/documented.txt" && fail "updated from a slow machine"
expect_nothing_left "a late server"

# Packets that the kernel dropped.
rm "$TMP/bin/server"
ln -s "$BIN/server" "$TMP/bin/server"
fake sniffer <<'END'
mkfifo "$TMP/stderr.$$"
sed -u 's/0 dropped by kernel/7 dropped by kernel/' <"$TMP/stderr.$$" >&2 &
"$REAL/sniffer" "$@" 2>"$TMP/stderr.$$" &
trap 'kill -TERM $!' TERM
wait $! || wait $!
END
DEMO=$ROOT/run_demo.sh
run_demo --check documented
expect_line out '^INCONCLUSIVE documented: the kernel dropped 7 packets'
expect_nothing_left "dropped packets"

# What is measured: the time between the FINs, and from a segment to the same one sent again. A
# payload that looks like keys changes nothing.
measured=$(awk -f "$ROOT/tests/demo/json.awk" -f "$ROOT/tests/demo/measure.awk" <<'END'
{"v":1,"event":"segment","frame":1,"time":"1700000000.999999000","conn":1,"from":"client","flags":2,"rel_seq":0,"rel_ack":0,"len":0,"payload":""}
{"v":1,"event":"segment","frame":2,"time":"1700000002.000000999","conn":1,"from":"client","flags":2,"rel_seq":0,"rel_ack":0,"len":0,"payload":""}
{"v":1,"event":"segment","frame":3,"time":"1700000002.000100000","conn":1,"from":"client","flags":24,"rel_seq":1,"rel_ack":1,"len":9,"payload":"\",\"flags\":17,\"from\":\"server\""}
{"v":1,"event":"segment","frame":4,"time":"1700000002.000200000","conn":1,"from":"client","flags":17,"rel_seq":10,"rel_ack":1,"len":0,"payload":""}
{"v":1,"event":"segment","frame":5,"time":"1700000002.061300000","conn":1,"from":"server","flags":17,"rel_seq":1,"rel_ack":11,"len":0,"payload":""}
{"v":1,"event":"statistics","captured":5}
END
)
[[ $measured == 61100:1000001:1000001:1061301:0 ]] ||
	fail "measured $measured, expected 61100:1000001:1000001:1061301:0"
