#!/bin/sh
# SPDX-License-Identifier: MIT
# clang-tidy.sh BUILD [NODES]: the sources of the programs are clean by the checks of .clang-tidy. The analyzer
# gives up a function after NODES nodes: 10,000, which takes a third of the time that 50,000 take
# (tests/nightly.sh: 225,000, clang's default).
. "$(dirname "$0")/lib.sh"

command -v clang-tidy >/dev/null || skip "clang-tidy is not installed"
[ -e "$1/compile_commands.json" ] || skip "$1 has no compile_commands.json: Make and Ninja write it"
found=$(mktemp) || exit 1
remove_at_end "$found"
# One file a process: clang-tidy 14 takes a va_list for uninitialized after another file's.
# gcc's options that clang does not know are no matter of the sources'.
sources '*.c' | grep -E '^(common|capture|server|client)/' |
	xargs -P "$(nproc)" -n 1 clang-tidy -p "$1" --quiet \
		--extra-arg=-Xclang --extra-arg=-analyzer-config \
		--extra-arg=-Xclang --extra-arg=max-nodes="${2-10000}" \
		--extra-arg=-Wno-ignored-optimization-argument \
		--extra-arg=-Wno-unknown-warning-option >"$found" 2>/dev/null
findings clang-tidy $? "$found"
