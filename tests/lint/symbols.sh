#!/bin/sh
# SPDX-License-Identifier: MIT
# symbols.sh ARCHIVE...: no external symbol is defined in two of these libraries, in which case the order
# of linking would choose the one that is called.
. "$(dirname "$0")/lib.sh"
command -v nm >/dev/null || skip "nm is not installed"
[ $# -gt 1 ] || problem "no libraries to compare"

found=$(nm -A --defined-only --extern-only "$@" | awk '
	NF < 2 || $NF ~ /^__(odr_)?asan/ { next }
	{
		symbols++
		sub(/:[^:]*:*$/, "", $1)
		sub(/.*\//, "", $1)
	}
	$NF in first { print $NF ": defined in " first[$NF] " and in " $1; next }
	{ first[$NF] = $1 }
	END { if (symbols < 100) print "only " symbols + 0 " symbols looked at" }')
[ -z "$found" ] || problem "$found"
verdict
