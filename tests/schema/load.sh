#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# load.sh BIN_DIR: what the client says about loads of all kinds is what the schema allows. Exit 77:
# cannot tell here.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
private_network "$@"
python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null ||
	skip "python3 with jsonschema (4.0 or later) is not installed"

# STATUS ARGUMENT...
load() {
	local want=$1
	shift
	n=$((n + 1))
	timeout 60 "$BIN/client" --json "$@" >"$TMP/$n.ndjson" 2>"$TMP/client.err"
	expect_status $? "$want" "client $*"
}

n=0
load 1 --requests=10
start_server server -q
load 0 --requests=10
load 0 --requests=10 --rate=100 --connections=2
load 0 --requests=10 --reconnect --message=
kill -STOP "${PID[server]}"
load 1 --requests=3 --connections=3 --timeout=1
python3 "$ROOT/tests/schema/validate.py" "$ROOT/tests/schema/load.json" "$TMP"/*.ndjson ||
	fail "the schema"
