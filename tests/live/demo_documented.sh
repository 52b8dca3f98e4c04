#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The demo shows the documented listing, byte for byte, and judges it.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
golden=$ROOT/tests/catalogue/golden/documented.txt

run_demo
skip_if_inconclusive
expect_status "$status" 0 "no argument"
expect_same "$golden" "$TMP/demo.out" "stdout is not the golden listing"
expect_line err '^PASS documented'
expect_line err '^服务端的内核'
[[ $(grep -c . "$TMP/demo.err") -eq 3 ]] || fail "stderr is not the verdict and two sentences"
expect_nothing_left "no argument"

# The script and the runner of the catalogue play the same, but for the time between the FINs.
sed 's/[0-9.]* ms 之后/N ms 之后/' "$TMP/demo.err" >"$TMP/script.err"
run_demo documented
skip_if_inconclusive
expect_status "$status" 0 "documented by the runner"
expect_same "$golden" "$TMP/demo.out" "the runner's stdout is not the golden listing"
sed 's/[0-9.]* ms 之后/N ms 之后/' "$TMP/demo.err" >"$TMP/runner.err"
expect_same "$TMP/script.err" "$TMP/runner.err" "the runner's verdict is not the script's"

run_demo --check documented
skip_if_inconclusive
expect_status "$status" 0 "--check documented"
expect_line out '^PASS documented'
expect_line out '^1 passed, 0 differ, 0 inconclusive, 0 skipped, 0 failed$'
[[ ! -s $TMP/demo.err ]] || fail "--check writes to stderr"

run_demo --lang=en documented
skip_if_inconclusive
expect_status "$status" 0 "--lang=en"
[[ $(grep -c '^tcp segment | ' "$TMP/demo.out") -eq 8 ]] || fail "not the English listing"
expect_line err '^PASS documented'
expect_line err '^Here the server closed [0-9.]+ ms later'

run_demo --check documented documented
skip_if_inconclusive
expect_status "$status" 0 "two scenarios"
expect_line out '^2 passed, 0 differ'
expect_nothing_left "several scenarios"
