#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A port that is taken, told in the server's own words. The script is started at its entry inside a
# network, where somebody listens already.
. "$(dirname "$0")/demo_lib.sh"
private_network "$@"
DEMO=$ROOT/run_demo.sh
demo_marked
start_server squatter
run_demo --inside private
expect_status "$status" 1 "a taken port"
expect_line err '^run_demo.sh: documented: the server ended with status 1$'
expect_line err '^  server: server: .*8079.*in use'
stop squatter
run_demo --inside private
skip_if_inconclusive
expect_status "$status" 0 "when the port is free again"
expect_same "$ROOT/tests/catalogue/golden/documented.txt" "$TMP/demo.out" "when the port is free again"
expect_nothing_left "a taken port"
