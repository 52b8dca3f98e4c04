#!/bin/sh
# SPDX-License-Identifier: MIT
# pages.sh: the page about scenario files has the keys, lines and forms that the runner takes, and no other;
# each file that a page names exists.
. "$(dirname "$0")/lib.sh"
page=common/manual/scenario-format.md
runner=tests/catalogue/runner
folder=$(mktemp -d) || exit 1
remove_at_end "$folder"

# "key NAME VALUE AGAIN", "step LINE", "set-up LINE", "path LINE", "form NAME", as the runner's tables have it.
taken() {
	sed -nE 's/.*ROW\(KEY_[A-Z0-9_]+, "([^"]*)", "([^"]*)", (true|false)\).*/key \1 \2 \3/p
		s/.*ROW\(KEY_[A-Z0-9_]+, "([^"]*)", [A-Z_]+, (true|false)\).*/key \1 - \2/p' \
		$runner/scenario_forms.h | sed 's/ true$/ yes/; s/ false$/ no/'
	awk '/^#define [A-Z_]+_ROWS/ { section = tolower($2); sub(/_rows$/, "", section); sub(/_/, "-", section) }
		section && match($0, /"[^"]*"/) {
			line = substr($0, RSTART + 1, RLENGTH - 2)
			sub(/\\n$/, "", line)
			print section, line
		}
		!/\\$/ { section = "" }' $runner/scenario_forms.h
	awk '/^static const struct form/ { inside = 1 }
		/^};/ { inside = 0 }
		inside && match($0, /^ *[{]"[^"]*"/) {
			name = substr($0, RSTART, RLENGTH - 1)
			sub(/.*"/, "", name)
			print "form", name
		}' $runner/scenario_forms.c
}

# The same as the page has it: the tables below these headings.
told() {
	awk -F ' \\| ' '
		/^## / { section = "" }
		/^## Keys/ { section = "key" }
		/^## Steps/ { section = "step" }
		/^## The network on lo/ { section = "set-up" }
		/^## A path/ { section = "path" }
		/^## Forms/ { section = "form" }
		section && /^\| `/ {
			sub(/^\| /, "", $1)
			value = section != "key" ? "" : $2 ~ /^`/ ? " " $2 " " $3 : " - " $3
			line = section " " $1 value
			gsub(/`/, "", line)
			print line
		}' $page
}

taken | sort >"$folder/taken"
told | sort >"$folder/told"
[ "$(wc -l <"$folder/taken")" -ge 80 ] || problem "$runner/scenario_forms.h: its tables cannot be read"
diff "$folder/taken" "$folder/told" >"$folder/differ" ||
	problem "< what the runner takes, > what $page tells: $(cat "$folder/differ")"

# Files between backquotes; names in capital letters and * stand for others.
for file in README.md .github/*.md common/manual/*.md; do
	[ -e "$file" ] || continue
	for name in $(grep -oE '`[^` ]+[` ]' "$file" | tr -d '` ' |
		grep -E '^(\.github|\.ci|capture|client|common|server|tests)/' | grep -vE '[A-Z*{<:]' | sort -u); do
		[ -e "$name" ] || problem "$file: there is no $name"
	done
done
verdict
