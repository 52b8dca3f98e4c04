#!/bin/sh
# SPDX-License-Identifier: MIT
# circles.sh ARCHIVE FOLDER...: no circles in a library and the FOLDER of its sources: its files can be put into
# an order in which each calls only what those before it define, and so can its headers, by what they include.
. "$(dirname "$0")/lib.sh"
command -v nm >/dev/null || skip "nm is not installed"

# ARCHIVE: lines "define FILE SYMBOL" and "use FILE SYMBOL".
symbols() {
	nm -A --extern-only "$1" | awk 'NF > 1 {
		split($1, path, ":")
		file = path[2]
		sub(/\.c\.o$/, "", file)
		print $(NF - 1) == "U" ? "use" : "define", file, $NF
	}'
}

# FOLDER: the same of its headers.
includes() {
	for path in "$1"/*.h; do
		[ -e "$path" ] || continue
		echo "define ${path##*/} ${path##*/}"
		sed -n 's/^#[ \t]*include[ \t]*"\(.*\)"/\1/p' "$path" | sed "s/^/use ${path##*/} /"
	done
}

rows=$(mktemp) || exit 1
remove_at_end "$rows"
[ $# -gt 1 ] || problem "no libraries to look at"
while [ $# -gt 1 ]; do
	library=${1##*/lib}
	library=${library%.a}
	symbols "$1" >"$rows"
	[ -s "$rows" ] || problem "$library: nm finds nothing"
	includes "$2" >>"$rows"
	found=$(awk -v library="$library" -f tests/lint/circles.awk "$rows")
	[ -z "$found" ] || problem "$found"
	shift 2
done
verdict
