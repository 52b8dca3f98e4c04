# SPDX-License-Identifier: MIT
# Reads -f json of a capture as a pipe, then as a file: what is told of each frame later or at once
# is the same in the end. Live, a later event replaces an earlier one for its frame; without any the
# frame has arrived, or nothing hung on it, as it says in the file. That all packets stand there twice
# is known when a file has ended, and its second copies are capture duplicates only then.

# The value of a member, "" where there is none; a payload cannot look like one, for its quotes are
# escaped.
function member(name, value) {
	if (!match($0, "\"" name "\":[^,}]*"))
		return ""
	value = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3)
	gsub("\"", "", value)
	return value
}

FNR == 1 {
	files++
}

files == 1 && /^\{"v":1,"event":"fate",/ {
	live[member("frame")] = member("fate")
}

files == 2 && /^\{"v":1,"event":"segment",/ {
	frame = member("frame")
	told = member("fate")
	known = frame in live ? live[frame] : ""
	if (known == told || (known == "" && told == "arrived"))
		next
	if (told == "capture-duplicate" && (known == "" || known == "unknown"))
		next
	printf "    frame %d: live %s, from the file %s\n", frame,
		known == "" ? "nothing" : known, told == "" ? "nothing" : told
	differs = 1
}

END {
	exit differs || files != 2
}
