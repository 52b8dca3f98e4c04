#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# live.sh BIN_DIR: the live view in a real browser, in a private network (live.py).
# shellcheck source=tests/live/lib.sh
. "$(dirname "$0")/../live/lib.sh"
private_network "$@"
need python3
exec python3 -B "$ROOT/tests/browser/live.py" "$BIN"
