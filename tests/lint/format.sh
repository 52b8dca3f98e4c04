#!/bin/sh
# SPDX-License-Identifier: MIT
# The C files are as the pinned clang-format leaves them; others lay out a little differently.
. "$(dirname "$0")/lib.sh"

program=clang-format-$(pinned clang-format)
command -v "$program" >/dev/null || program=clang-format
[ "$program" != clang-format ] || is_pinned clang-format ||
	skip "clang-format $(pinned clang-format) is not installed"
# shellcheck disable=SC2046 # names without spaces
"$program" --dry-run -Werror $(sources '*.c' '*.h') || problem "clang-format -i mends it"
verdict
