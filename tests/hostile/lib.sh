# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What these tests share: each is called with the build folder. BUILD, BIN, HERE, FOLDER (empty, is
# removed at the end), formats (the words of -f).
set -u
BUILD=$(cd "${1:?the build folder}" && pwd) || exit 1
# shellcheck disable=SC2034 # for the tests
HERE=$(cd "$(dirname "$0")" && pwd) || exit 1
FOLDER=$(mktemp -d) || exit 1
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$FOLDER"
# shellcheck disable=SC2034 # for the tests
SNIFFER=$BUILD/bin/sniffer STORY=$BUILD/tests/story TOOLS=$BUILD/tests/hostile
exec </dev/null

fail() {
	echo "FAIL ${0##*/}: $*"
	exit 1
}

skip() {
	echo "SKIP ${0##*/}: $*"
	exit 77
}

# Sets formats to the words that -f takes.
find_formats() {
	local words
	words=$("$SNIFFER" --help | sed -n 's/^ *-f, --format=\([a-z|]*\).*/\1/p')
	IFS='|' read -r -a formats <<<"$words"
	[[ ${#formats[@]} -ge 3 ]] || fail "--help does not tell the formats: '$words'"
}

# Sanitizers need much address space; without them a limit shows what a program takes.
sanitized() {
	"$SNIFFER" --version >/dev/null && grep -q -a __asan_init "$SNIFFER"
}
