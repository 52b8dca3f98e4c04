#!/bin/sh
# SPDX-License-Identifier: MIT
# pages.sh FOLDER: the manual pages in FOLDER/man are clean by mandoc and by groff.
set -u
folder=$(cd "$1/man" && pwd) || exit 1
command -v mandoc >/dev/null || {
	echo "SKIP: mandoc is not installed"
	exit 77
}
work=$(mktemp -d) || exit 1
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$work"
problems=0
problem() {
	echo "$*"
	problems=$((problems + 1))
}

# Not counted: pages of others, which may not be installed; long lines, which mandoc measures in bytes, or
# in \[u4E00] for each character of another alphabet.
ours=$(find "$folder" -name '*.[157]' | sed 's|.*/||; s|\.| |' | sort -u)
pages=$(find "$folder" -name '*.[157]' | sort)
[ "$(echo "$pages" | wc -l)" -eq 8 ] || problem "these are not eight pages: $pages"
for page in $pages; do
	mandoc -T lint -W style "$page" 2>/dev/null | while read -r finding; do
		case $finding in
		*'input text line longer than 80 bytes'*) continue ;;
		*'manual not found: Xr handshake'*)
			name=${finding##*: Xr }
			echo "$ours" | grep -qx "${name%% (*}" && continue
			;;
		*'referenced manual not found'*) continue ;;
		esac
		echo "$finding"
	done >"$work/found"
	[ ! -s "$work/found" ] || problem "$(cat "$work/found")"
done

# What groff says.
if command -v man >/dev/null && man --version 2>/dev/null | grep -q '^man '; then
	for page in $pages; do
		LC_ALL=C.UTF-8 MANWIDTH=80 MANPAGER=cat man --warnings -l "$page" >"$work/text" 2>"$work/found" ||
			problem "$page: man fails"
		[ ! -s "$work/found" ] || problem "$page: $(cat "$work/found")"
	done
else
	echo "SKIP: man (man-db) is not installed: groff was not asked"
	[ "$problems" -gt 0 ] || exit 77
fi
[ "$problems" -eq 0 ]
