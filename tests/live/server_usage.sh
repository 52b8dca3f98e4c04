#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Wrong usage of server and client: exit 2, one line that names the fault and points to --help.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
plain_host "$@"

# PATTERN PROGRAM ARGUMENT...: the program refuses these arguments with such a line.
refuses() {
	local pattern=$1 program=$2
	shift 2
	timeout 60 "$BIN/$program" "$@" >"$TMP/out" 2>"$TMP/err"
	expect_status $? 2 "$program $*"
	[[ ! -s $TMP/out ]] || fail "$program $*: printed on standard output"
	[[ $(wc -l <"$TMP/err") -eq 1 ]] || fail "$program $*: not one line"
	grep -q -e "^$program: $pattern: see '$program --help'\$" "$TMP/err" ||
		fail "$program $*: $(cat "$TMP/err")"
}

for port in 65536 -1 abc '' ' 1' 1x 0x50; do
	refuses "--port takes a number from 0 to 65535, not '$port'" server -p "$port"
	refuses "--port takes a number from 1 to 65535, not '$port'" client -p "$port"
done
refuses "--port takes a number from 1 to 65535, not '0'" client -p 0
for program in server client; do
	refuses "unknown option '--no-such'" "$program" --no-such
	refuses "unknown option '-Z'" "$program" -Z
	refuses "unexpected argument 'word'" "$program" word
	"$BIN/$program" -h | cmp -s - <("$BIN/$program" --help) || fail "$program -h is not --help"
	refuses "option '-p' needs an argument" "$program" -p
	refuses "--lang takes one of zh, en, not 'fr'" "$program" --lang=fr
done
refuses "--echo takes one of message, bytes, off, not 'loud'" server --echo=loud
refuses "--close takes one of fin, reset, half, unread, not 'slam'" client --close=slam
refuses "--max-connections takes a number from 1 .*, not '0'" server --max-connections=0
refuses "--idle-timeout takes a number from 1 .*, not '0'" server --idle-timeout=0
refuses "--timeout takes a number from 1 .*, not '0'" client --timeout=0
refuses "--connections takes a number from 1 .*, not '0'" client --connections=0
refuses "--json is for load mode: .*" client --json
refuses "--rounds is for one connection: .*" client --rounds=2 --connections=2
refuses "--requests=1 is less than --connections=2" client --connections=2 --requests=1

# What contradicts, or could not act; and of two values, which was meant.
refuses "--gap goes with --send-before-close: .*" server --gap=5
refuses "--echo-delay and --echo=off exclude each other: .*" server --echo=off --echo-delay=5
refuses "--accept-delay and --accept-on-usr1 exclude each other: .*" server --accept-on-usr1 --accept-delay=5
refuses "--gap goes with --writes of 2 or more: .*" client --gap=5
refuses "--writes=4 is more than the 3 bytes of the message: .*" client -m abc --writes=4
refuses "--no-newline has no effect on a message that ends with a newline: .*" client --requests=1 \
	--no-newline -m $'abc\n'
refuses "-m and --size exclude each other: .*" client -m x --size=5
refuses "--wait-echo and --close=unread exclude each other: .*" client --wait-echo --close=unread
refuses "--host takes HOST, not ''" client -H ''
for program in server client; do
	refuses "--port is given twice: '1' and '2'" "$program" -p 1 -p 2
	refuses "--lang is given twice: 'en' and 'zh'" "$program" --lang=en --lang=zh
	refuses "--color=always has no effect on -q" "$program" -q --color=always
done

for program in server client; do
	"$BIN/$program" --help >"$TMP/help" 2>"$TMP/err"
	expect_status $? 0 "$program --help"
	[[ ! -s $TMP/err ]] || fail "$program --help: printed on standard error"
	for word in '--port=PORT' 'default 8079' '50 ms' '--lang=zh|en' 'Examples:' 'Exit status:'; do
		grep -q -e "$word" "$TMP/help" || fail "$program --help does not name '$word'"
	done
	[[ $(wc -L <"$TMP/help") -le 100 ]] || fail "$program --help is wider than 100 columns"
	"$BIN/$program" --version | grep -q "^$program [0-9.]*, libevent [0-9]" ||
		fail "$program --version"
	"$BIN/$program" --help >/dev/full 2>"$TMP/err"
	expect_status $? 1 "$program --help >/dev/full"
	grep -q "^$program: cannot write output: " "$TMP/err" || fail "$program --help >/dev/full"
	"$BIN/$program" --help | head -n 1 >"$TMP/out"
	[[ ${PIPESTATUS[0]} -eq 0 ]] || fail "$program --help | head -n 1"
done
refuses "option '--c' is ambiguous: --.*, --.*" server --c
refuses "-H takes no port: -H 127.0.0.1 -p 8079" client -H 127.0.0.1:8079
