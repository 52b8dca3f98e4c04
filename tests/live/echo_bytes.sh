#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Mode bytes: random bytes come back unchanged in one connection, and everything comes back also
# when the client has already sent its FIN.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
start_server server --lang=en --echo=bytes -q

nc=$(command -v nc.openbsd || command -v nc)
[[ -z $nc ]] || "$nc" -h 2>&1 | grep -q OpenBSD || nc=
head -c 1048576 /dev/urandom >"$TMP/small"
head -c 20000000 /dev/urandom >"$TMP/large"

# FILE COMMAND...: nothing where the command is not installed.
send_and_compare() {
	local file=$1
	shift
	[[ -n $1 ]] && command -v "$1" >/dev/null || return 0
	start peer "$@" <"$file"
	await_exit peer
	expect_status $? 0 "$*"
	cmp "$file" "$TMP/peer.out" || fail "$*: not what was sent"
}

for file in "$TMP/small" "$TMP/large"; do
	send_and_compare "$file" "$nc" -N 127.0.0.1 8079
	send_and_compare "$file" ncat 127.0.0.1 8079
	send_and_compare "$file" socat -t 60 - TCP:127.0.0.1:8079
done

# A peer that does not half-close: 1 MiB comes back while the connection is open.
if [[ -n $nc ]]; then
	start peer "$nc" 127.0.0.1 8079 <"$TMP/small"
	await_bytes "$TMP/peer.out" 1048576 || fail "nc without half-close: not all came back"
	stop peer
	cmp "$TMP/small" "$TMP/peer.out" || fail "nc without half-close: not what was sent"
fi

# A peer that sends everything before it reads anything, which is more than the sockets can hold:
# nothing of it is lost, and others are served meanwhile.
exec {late}<>/dev/tcp/127.0.0.1/8079
# shellcheck disable=SC2016 # for the other shell
start sender bash -c 'cat "$1" >&"$2"' _ "$TMP/large" "$late"
"$BIN/client" -q --wait-echo || fail "not served beside a peer that does not read"
start reader head -c 20000000 <&"$late"
await_exit reader
cmp "$TMP/large" "$TMP/reader.out" || fail "a late reader: not what was sent"
await_exit sender
exec {late}>&-

stop server
expect_status $? 0 server
