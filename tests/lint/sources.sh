#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source file says its licence, stays below 400 lines and mixes no tabs with spaces.
. "$(dirname "$0")/lib.sh"

code=$(sources '*.c' '*.h' '*.in' '*.sh' '*.py' '*.awk' '*.story' '*.js' '*.css' '*.cmake' CMakeLists.txt)
for file in $code; do
	head -n 3 "$file" | grep -q 'SPDX-License-Identifier: MIT' ||
		problem "$file: no SPDX line at its top"
	lines=$(wc -l <"$file")
	[ "$lines" -lt 400 ] || problem "$file: $lines lines; take it apart"
	! grep -n '[[:blank:]]$' "$file" || problem "$file: space at the end of a line"
	[ -z "$(tail -c 1 "$file")" ] || problem "$file: no newline at its end"
	! grep -q "$(printf '\r')" "$file" || problem "$file: carriage returns"
done

# Tabs indent, spaces align: none before a tab, and (but in a text of a script) no eight of them.
tab=$(printf '\t')
for file in $(sources '*.c' '*.h' '*.in' '*.sh' '*.awk' CMakeLists.txt); do
	! grep -nE "^$tab* +$tab" "$file" || problem "$file: spaces before a tab"
done
for file in $(sources '*.c' '*.h' '*.in' '*.awk' CMakeLists.txt); do
	! grep -nE '^ {8}' "$file" || problem "$file: spaces where tabs indent"
done
for file in $(sources '*.py'); do
	! grep -n "$tab" "$file" || problem "$file: a tab in Python"
done

[ -n "$code" ] || problem "no sources found"
verdict
