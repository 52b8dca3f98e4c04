# SPDX-License-Identifier: MIT
# The usage text of run_demo.sh as a table of options, as option_table.h describes it.
BEGIN {
	OFS = "\t"
	print "program", "demo", "[NAME... | all]", "Plays TCP exchanges on this machine's own kernel."
}

# One option, its names with commas between them: --NAME, --NAME=WORD|WORD, --NAME[=ARGUMENT],
# --NAME ARGUMENT, and --NAME NAMES..., where the names are operands.
function option_lines(    names, helps, alone, count, i, name, type, argument, words, optional) {
	count = split(left, names, ", ")
	alone = split(help, helps, ", ") == count # "--help, --version", "print this, the version"
	for (i = 1; i <= count; i++) {
		name = names[i]
		type = "flag"
		argument = words = optional = ""
		if (match(name, /[[]=.*\]$/)) {
			argument = substr(name, RSTART + 2, RLENGTH - 3)
			optional = "optional"
		} else if (match(name, /=.*/))
			words = substr(name, RSTART + 1)
		else if (name !~ /\.\.\./ && match(name, / .*/))
			argument = substr(name, RSTART + 1)
		if (match(name, /[ =[]/))
			name = substr(name, 1, RSTART - 1)
		if (words != "")
			type = "choice"
		else if (argument != "")
			type = "string"
		print "option", "", substr(name, 3), type, argument, words, optional, alone ? helps[i] : help
	}
	left = ""
}

function end_option() {
	if (left ~ /^--/)
		option_lines()
	left = ""
}

/^[A-Z].*:$/ {
	end_option()
	title = substr($0, 1, length($0) - 1)
	described = title == "What to do" || title == "Options"
	if (described)
		print "group", title
	next
}
!described { next }
/^$/ { end_option() }
/^  [^ ]/ {
	end_option()
	text = substr($0, 3)
	match(text, /  +/)
	left = substr(text, 1, RSTART - 1)
	help = substr(text, RSTART + RLENGTH)
	next
}
{
	sub(/^ +/, "")
	help = help "\\n" $0
}
