# SPDX-License-Identifier: MIT
# Reads -f json of a capture as a pipe, then as a file: what is told of each frame later or at once
# is the same in the end. Live, a later event replaces an earlier one for its frame; without any the
# frame has arrived, or nothing hung on it, as it says in the file. That all packets stand there twice
# is known when a file has ended, and its second copies are capture duplicates only then: and what seems
# to have been sent again may be one of them.
# What is told of a connection at its end is the same, too, but for that, for times that are known only
# with the first sending, and for who overtook whom; and all losses that were told stand there.

# The value of a member, "" where there is none; a payload cannot look like one, for its quotes are
# escaped.
function member(name, value) {
	if (!match($0, "\"" name "\":[^,}]*"))
		return ""
	value = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
	gsub("\"", "", value)
	return value
}

# The ids of its claims but for that; losses with how many.
function claims(parts, count, i, id, all, many) {
	count = split($0, parts, /\{"id":"/)
	for (i = 2; i <= count; i++) {
		id = parts[i]
		sub(/".*/, "", id)
		if (id == "repaired")
			continue
		if (id == "losses" && match(parts[i], /"value":[0-9]+/)) {
			many = substr(parts[i], RSTART + 8, RLENGTH - 8)
			id = id " " many
			told_lost[member("conn")] += many
		}
		all = all " " id
	}
	return all
}

FNR == 1 {
	files++
}

files == 1 && /^\{"v":1,"event":"fate",/ {
	live[member("frame")] = member("fate")
	conn[member("frame")] = member("conn")
}

files == 1 && /^\{"v":1,"event":"(connection|no-connection)",/ {
	ended[member("conn")] = claims()
}

files == 2 && FNR == 1 {
	for (frame in live)
		lost[conn[frame]] += live[frame] == "lost"
	for (number in lost)
		if (lost[number] != told_lost[number]) {
			printf "    connection %d: live %d segments were told to be lost, at its end %d\n",
				number, lost[number], told_lost[number]
			differs = 1
		}
}

files == 2 && /^\{"v":1,"event":"(connection|no-connection)",/ {
	from_file = claims()
	if (from_file ~ / many-captured-twice/ || from_file == ended[member("conn")])
		next
	printf "    connection %d: live%s, from the file%s\n", member("conn"),
		ended[member("conn")], from_file
	differs = 1
}

files == 2 && /^\{"v":1,"event":"segment",/ {
	frame = member("frame")
	told = member("fate")
	known = frame in live ? live[frame] : ""
	if (known == told || (known == "" && told == "arrived"))
		next
	twice = twice || told == "capture-duplicate"
	if (told == "capture-duplicate" && (known == "" || known == "unknown"))
		next
	if (twice && told == "unknown" && known == "lost-or-answer")
		next
	printf "    frame %d: live %s, from the file %s\n", frame,
		known == "" ? "nothing" : known, told == "" ? "nothing" : told
	differs = 1
}

END {
	exit differs || files != 2
}
