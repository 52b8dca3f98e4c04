# SPDX-License-Identifier: MIT
# What the others share. (What a backslash means in the replacement of gsub() differs from awk to awk.)

# TEXT with BY in the place of each CHARACTER.
function replaced(text, character, by,    i, at, result) {
	for (i = 1; i <= length(text); i++) {
		at = substr(text, i, 1)
		result = result (at == character ? by : at)
	}
	return result
}

# A field of a table (option_table.h) as it is.
function plain(field,    i, at, result) {
	for (i = 1; i <= length(field); i++) {
		at = substr(field, i, 1)
		if (at == "\\") {
			at = substr(field, ++i, 1)
			at = at == "n" ? "\n" : at == "t" ? "\t" : at
		}
		result = result at
	}
	return result
}
