#!/bin/sh
# SPDX-License-Identifier: MIT
# Every source file says its licence, stays below 400 lines and mixes no tabs with spaces.
. "$(dirname "$0")/lib.sh"

code=$(sources '*.c' '*.h' '*.in' '*.sh' '*.py' '*.awk' '*.story' '*.js' '*.css' '*.cmake' CMakeLists.txt)
# One awk for all of them: a process for each would take minutes on a busy machine.
# shellcheck disable=SC2086 # names without spaces
problem_lines() {
	awk '
	function end_file() {
		if (name == "")
			return
		if (!licensed)
			print name ": no SPDX line at its top"
		if (lines >= 400)
			print name ": " lines " lines; take it apart"
	}
	FNR == 1 {
		end_file()
		name = FILENAME
		licensed = lines = 0
		tabs = name !~ /\.(py|story)$/
		indents = tabs && name !~ /\.sh$/
	}
	{ lines++ }
	FNR <= 3 && /SPDX-License-Identifier: MIT/ { licensed = 1 }
	/[ \t]$/ { print name ":" FNR ": space at the end of a line" }
	/\r/ { print name ":" FNR ": a carriage return" }
	# Tabs indent, spaces align: none before a tab, and (but in a text of a script) no eight of them.
	tabs && /^\t* +\t/ { print name ":" FNR ": spaces before a tab" }
	indents && /^        / { print name ":" FNR ": spaces where tabs indent" }
	name ~ /\.py$/ && /\t/ { print name ":" FNR ": a tab in Python" }
	END { end_file() }' $code
	for file in $code; do
		[ -z "$(tail -c 1 "$file")" ] || echo "$file: no newline at its end"
	done
}
wrong=$(problem_lines)
[ -z "$wrong" ] || problem "$wrong"

[ -n "$code" ] || problem "no sources found"
verdict
