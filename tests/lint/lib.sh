# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# What the checks of the sources share: they run in the repository's root, list what is ours, and
# count what is wrong.
cd "$(dirname "$0")/../.." || exit 1
LC_ALL=C.UTF-8
export LC_ALL
problems=0

# TEXT: one thing that is wrong.
problem() {
	echo "$*"
	problems=$((problems + 1))
}

# REASON: the check cannot decide here.
skip() {
	echo "SKIP: $*"
	exit 77
}

# PATTERN...: our files of these names. Build folders are no sources.
sources() {
	for pattern in "$@"; do
		find . -name 'build*' -type d -path './build*' -prune -o -name .git -prune -o \
			-type f -name "$pattern" -print
	done | sed 's|^\./||' | sort
}

# Ends the check.
verdict() {
	[ "$problems" -eq 0 ] || echo "$problems problems"
	[ "$problems" -eq 0 ]
	exit
}
