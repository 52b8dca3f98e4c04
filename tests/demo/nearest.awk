# SPDX-License-Identifier: MIT
# Of the names on stdin, one a line, prints the one that is nearest to the environment's NAME: that which
# takes the fewest letters to add, to leave out or to change. None when that is more than a third of them.

function least(a, b) {
	return a < b ? a : b
}

# Row by row of the table of distances between what both begin with; two rows are enough.
function distance(a, b,    i, j, row, above, corner) {
	for (j = 0; j <= length(b); j++)
		row[j] = j
	for (i = 1; i <= length(a); i++) {
		corner = row[0]
		row[0] = i
		for (j = 1; j <= length(b); j++) {
			above = row[j]
			row[j] = least(least(above, row[j - 1]) + 1, corner + (substr(a, i, 1) != substr(b, j, 1)))
			corner = above
		}
	}
	return row[length(b)]
}

BEGIN {
	name = ENVIRON["NAME"]
	best = length(name) / 3
	if (length(name) > 100)
		exit
}

{
	away = distance(name, $0)
	if (away <= best && (nearest == "" || away < best)) {
		best = away
		nearest = $0
	}
}

END {
	if (nearest != "")
		print nearest
}
