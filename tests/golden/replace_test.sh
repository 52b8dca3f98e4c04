#!/bin/sh
# SPDX-License-Identifier: MIT
# replace.sh: a file is whole, new or old, and what is no file stays.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
. "$here/replace.sh"
. "$here/../suite/temporary.sh"
folder=$(mktemp -d) || exit 1
remove_at_end "$folder"
cd "$folder" || exit 1

# TEXT
fail() {
	echo "FAIL $*"
	exit 1
}

echo new >new
echo old >file
replace new file || fail "a file is not replaced"
cmp new file || exit 1
replace new none || fail "a file is not made"
cmp new none || exit 1

# As on a full disk: no file may have a byte.
echo old >file
(
	trap '' XFSZ
	ulimit -f 0
	replace new file 2>/dev/null
) && fail "what cannot be written is no failure"
[ "$(cat file)" = old ] || fail "what cannot be written has spoilt the file"

mkdir directory
ln -s /dev/full device
for what in directory device; do
	replace new "$what" 2>/dev/null && fail "a $what is replaced"
done
[ "$(echo ./*)" = './device ./directory ./file ./new ./none' ] || fail "files are left: $(echo ./*)"
