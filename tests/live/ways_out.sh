#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Each way out of the sandbox once more, in a network of its own, where everybody may have a packet
# socket to try what can be done with one.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/lib.sh"
private_network "$@"
[[ -x $BIN/../tests/unit_sandbox ]] || skip "built without cmocka"
"$BIN/../tests/unit_sandbox" ways_out >"$TMP/trials.out" 2>&1 || fail "a way out is open"
! grep -q 'not tried' "$TMP/trials.out" || fail "no packet socket in a network of our own"
"$BIN/../tests/unit_source" live >"$TMP/live.out" 2>&1 || fail "the filter of the packet socket"
! grep -q 'SKIPPED' "$TMP/live.out" || fail "no capture in a network of our own"
if grep -q 'SKIPPED.*each_way_out_is_closed' "$TMP/trials.out"; then
	skip "system calls are not filtered in this build or on this system"
fi
