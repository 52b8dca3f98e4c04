#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# sessions.sh BIN_DIR CTEST: every test that is listed has a session of its own (handshake_test()).
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
plain_host "$@"
need jq
"$2" --test-dir "$BIN/.." --show-only=json-v1 >"$TMP/list.json" || fail "ctest lists no tests"
wrong=$(jq -r '.tests[] | select((.command // [""])[0] | endswith("/in_session") | not) | .name' \
	"$TMP/list.json")
[[ -z $wrong ]] || fail "by add_test() in place of handshake_test(): $wrong"
jq -r '.tests | length' "$TMP/list.json"
