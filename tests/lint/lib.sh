# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# What the checks of the sources share: they run in the repository's root, list what is ours, and
# count what is wrong.
cd "$(dirname "$0")/../.." || exit 1
. tests/suite/temporary.sh
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

# PROGRAM: the version of it whose findings count.
pinned() {
	awk -v program="$1" '$1 == program { print $2 }' tests/lint/pinned.txt
}

# PROGRAM: whether it is installed in that version. What is installed is in version.
is_pinned() {
	version=$("$1" --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1)
	case $version. in
	"$(pinned "$1")".*) true ;;
	*) false ;;
	esac
}

# PROGRAM STATUS FILE: ends the check whose PROGRAM ended with STATUS and wrote to FILE what it found, as
# gcc writes its warnings. What another version than the pinned one finds is a reason to skip, not counted.
findings() {
	cat "$3"
	[ "$2" -eq 0 ] || problem "$1"
	[ "$problems" -gt 0 ] && ! is_pinned "$1" || verdict
	echo "SKIP: $1 $version is not the pinned $(pinned "$1"): what it finds does not count:"
	sed -n "s|^$PWD/||; s|^[^ ]*:[0-9]*:[0-9]*: .*\]\$|SKIP: &|p" "$3" | sort -u
	exit 77
}

# Ends the check.
verdict() {
	[ "$problems" -eq 0 ] || echo "$problems problems"
	[ "$problems" -eq 0 ]
	exit
}
