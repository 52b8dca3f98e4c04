# SPDX-License-Identifier: MIT
# circles.awk -v library=NAME ROWS: prints the arrows of circles among files. ROWS: "define FILE NAME" and
# "use FILE NAME".
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
		if ((ends[2], ends[1]) in leads)
			print library ": in a circle: " ends[1] " uses " ends[2] " (" arrow[pair] ")"
	}
}
