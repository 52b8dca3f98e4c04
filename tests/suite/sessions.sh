#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# sessions.sh BIN_DIR CTEST: every test that is listed has a session of its own (handshake_test()), and
# is in a pass of tests/run.sh, by the labels of testPresets.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
plain_host "$@"
need jq
"$2" --test-dir "$BIN/.." --show-only=json-v1 >"$TMP/list.json" || fail "ctest lists no tests"
wrong=$(jq -r '.tests[] | select((.command // [""])[0] | endswith("/in_session") | not) | .name' \
	"$TMP/list.json")
[[ -z $wrong ]] || fail "by add_test() in place of handshake_test(): $wrong"

for preset in release debug; do
	[[ $(jq --arg name $preset '[.testPresets[] | select(.name == $name) | .filter | .. | strings] | length' \
		"$ROOT/CMakePresets.json") -eq 1 ]] || fail "the preset $preset does not filter by one label"
done
wrong=$(jq -r --slurpfile presets "$ROOT/CMakePresets.json" '
	def filter($name): $presets[0].testPresets[] | select(.name == $name) | .filter;
	filter("release").include.label as $released | filter("debug").exclude.label as $not_debug |
	.tests[] | [.properties[] | select(.name == "LABELS") | .value[]] as $labels |
	select(any($labels[]; test($not_debug)) and all($labels[]; test($released) | not)) | .name' \
	"$TMP/list.json") || fail "the presets cannot be read"
[[ -z $wrong ]] || fail "in no pass: $wrong"
jq -r '.tests | length' "$TMP/list.json"
