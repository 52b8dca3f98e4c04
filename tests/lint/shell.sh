#!/bin/sh
# SPDX-License-Identifier: MIT
# The scripts are clean by ShellCheck; a part that is only sourced is checked where it is sourced.
. "$(dirname "$0")/lib.sh"

# Not minded: functions whose arguments are optional, code for another shell in single quotes.
allowed=SC2016,SC2119,SC2120

command -v shellcheck >/dev/null || skip "shellcheck is not installed"
found=$(mktemp) || exit 1
remove_at_end "$found"
for file in $(sources '*.sh') .ci/run common/command/handshake.in; do
	head -n 1 "$file" | grep -q '^#!' || continue
	dirname "$file"
	echo "$file"
done | xargs -P "$(nproc)" -n 2 sh -c \
	'shellcheck -f gcc -a -x -e '"$allowed"' -P "$0" -P . "$1"' >"$found" 2>&1
findings shellcheck $? "$found"
