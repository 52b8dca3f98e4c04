# SPDX-License-Identifier: MIT
# chinese.awk PART: the manual page PART (man macros), whose text is Chinese. A line's end would become a
# space: lines of one paragraph are joined.
function end_text() {
	if (text != "")
		print text
	text = ""
}

/^\.EX/ { literal = 1 }
/^\.EE/ { literal = 0 }
literal || /^\./ {
	end_text()
	print
	next
}
{
	text = text $0
}
END { end_text() }
