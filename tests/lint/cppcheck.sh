#!/bin/sh
# SPDX-License-Identifier: MIT
# The sources of the programs are clean by Cppcheck. Its style rules are left to clang-format and to
# people. (normalCheckLevelMaxBranches is no finding: it tells that not every path was followed.)
. "$(dirname "$0")/lib.sh"

command -v cppcheck >/dev/null || skip "cppcheck is not installed"
found=$(mktemp) || exit 1
remove_at_end "$found"
# shellcheck disable=SC2046 # names without spaces
cppcheck -j "$(nproc)" --quiet --template=gcc --std=c11 --enable=warning,performance,portability \
	--suppress=normalCheckLevelMaxBranches --error-exitcode=1 -D_GNU_SOURCE \
	$(find common capture server client -type d | sed 's/^/-I/') \
	$(sources '*.c' | grep -E '^(common|capture|server|client)/') >"$found" 2>&1
findings cppcheck $? "$found"
