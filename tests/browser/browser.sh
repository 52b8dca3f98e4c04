#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# browser.sh BIN_DIR TEST: TEST.py with a real browser, in a private network. It has no IPv6:
# ChromeDriver 150 looks for its browser at ::1 alone, where that does not listen.
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
private_network "$@"
need python3
[[ ! -e /proc/sys/net/ipv6 ]] || echo 1 >/proc/sys/net/ipv6/conf/lo/disable_ipv6 ||
	skip "IPv6 cannot be switched off"
python3 -B "$ROOT/tests/browser/${!#}.py" "$BIN"
