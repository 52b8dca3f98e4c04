# SPDX-License-Identifier: MIT
# circles.awk -v library=NAME KNOWN ROWS: prints the arrows of circles among files that KNOWN (lines "LIBRARY FILE...")
# does not have, and its files that are in no circle. ROWS: "define FILE NAME" and "use FILE NAME".
NR == FNR {
	if ($1 == library)
		for (i = 2; i <= NF; i++)
			known[$i] = 1
	next
}

$1 == "define" {
	definer[$3] = $2
}

$1 == "use" {
	uses[++count] = $2 " " $3
}

# Marks what FILE leads to.
function walk(file, next_file) {
	for (next_file in files)
		if (((file, next_file) in arrow) && !(next_file in reached)) {
			reached[next_file] = 1
			walk(next_file)
		}
}

END {
	for (i = 1; i <= count; i++) {
		split(uses[i], use, " ")
		if (!(use[2] in definer) || definer[use[2]] == use[1])
			continue
		arrow[use[1], definer[use[2]]] = use[2]
		files[use[1]] = files[definer[use[2]]] = 1
	}
	for (file in files) {
		split("", reached)
		walk(file)
		for (other in reached)
			leads[file, other] = 1
	}
	for (pair in arrow) {
		split(pair, ends, SUBSEP)
		if ((ends[2], ends[1]) in leads) {
			circled[ends[1]] = circled[ends[2]] = 1
			if (!(ends[1] in known && ends[2] in known))
				print library ": in a circle: " ends[1] " uses " ends[2] " (" arrow[pair] ")"
		}
	}
	for (file in known)
		if (!(file in circled))
			print library ": " file " is in no circle any more: strike it from the known ones in circles.sh"
}
