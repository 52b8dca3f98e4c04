#!/bin/sh
# SPDX-License-Identifier: MIT
# The C files are as clang-format 14 (Debian 12's) leaves them; others lay out a little differently.
. "$(dirname "$0")/lib.sh"

for program in clang-format-14 clang-format; do
	"$program" --version 2>/dev/null | grep -q 'version 14\.' && break
	program=
done
[ -n "$program" ] || skip "clang-format 14 is not installed"
# shellcheck disable=SC2046 # names without spaces
"$program" --dry-run -Werror $(sources '*.c' '*.h') || problem "clang-format -i mends it"
verdict
