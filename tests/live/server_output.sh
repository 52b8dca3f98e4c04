#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Standard output that cannot be written, and one that nobody reads any more.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"

timeout 60 "$BIN/server" >/dev/full 2>"$TMP/err"
expect_status $? 1 "server >/dev/full"
echo 'server: cannot write output: No space left on device' >"$TMP/want"
expect_same "$TMP/want" "$TMP/err" "server >/dev/full"

# It ends at the first line that it cannot write, without a word. The client only brings that about.
mkfifo "$TMP/fifo"
# shellcheck disable=SC2016 # for the other shell
start server bash -c '"$1" >"$2"' _ "$BIN/server" "$TMP/fifo"
head -n 1 <"$TMP/fifo" >"$TMP/line"
echo 'listening on 127.0.0.1:8079' >"$TMP/want"
expect_same "$TMP/want" "$TMP/line" "the ready line"
"$BIN/client" -q || fail "client: exit status $?"
await_exit server
expect_status $? 0 "server | head -n 1"
[[ ! -s $TMP/server.err ]] || fail "it complains that nobody reads"

# Hostile bytes: one line each, no control character, no raw byte beyond ASCII that is no text.
start_server hostile --lang=en
"$BIN/client" -q -m "$(printf '\033]0;x\007\r\n\001\377\302\233\342\200\256 \303\244')" ||
	fail "client: exit status $?"
await_line "$TMP/hostile.out" ' left: ' || fail "did not leave"
# shellcheck disable=SC1003 # backslashes
want='sent 18 bytes: \x1b]0;x\x07\r\n\x01\xff\xc2\x9b\xe2\x80\xae ä'
grep -q -F -e "$want" "$TMP/hostile.out" || fail "expected: $want"
[[ $(wc -l <"$TMP/hostile.out") -eq 5 ]] || fail "not a line per event"
stop hostile

# The client's own output.
start_server server -q
"$BIN/client" >/dev/full 2>"$TMP/err"
expect_status $? 1 "client >/dev/full"
echo 'client: cannot write output: No space left on device' >"$TMP/want"
expect_same "$TMP/want" "$TMP/err" "client >/dev/full"
"$BIN/client" --wait-echo 2>"$TMP/err" | true
[[ ${PIPESTATUS[0]} -eq 0 && ! -s $TMP/err ]] || fail "client | true"
[[ -z $("$BIN/client" -q --wait-echo 2>&1) ]] || fail "client -q is not quiet"
stop server
printf 'listening on 127.0.0.1:8079\nlistening on [::1]:8079\n' >"$TMP/want"
has_ipv6 || sed -i 2d "$TMP/want"
expect_same "$TMP/want" "$TMP/server.out" "server -q is not quiet"
