#!/bin/sh
# SPDX-License-Identifier: MIT
# The sources of the programs are clean by Cppcheck. Its style rules are left to clang-format and to
# people.
. "$(dirname "$0")/lib.sh"

command -v cppcheck >/dev/null || skip "cppcheck is not installed"
# shellcheck disable=SC2046 # names without spaces
cppcheck -j "$(nproc)" --quiet --std=c11 --enable=warning,performance,portability \
	--error-exitcode=1 -D_GNU_SOURCE $(find common capture server client -type d | sed 's/^/-I/') \
	$(sources '*.c' | grep -E '^(common|capture|server|client)/') || problem "cppcheck"
verdict
