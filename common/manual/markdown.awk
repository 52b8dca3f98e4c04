# SPDX-License-Identifier: MIT
# markdown.awk MARKDOWN PART: the manual page PART (mdoc) with the text of MARKDOWN where a line says
# @TEXT@. Known are headings, paragraphs, lists, code and tables, as scenario-format.md has them.

# TEXT for a line of a page: `code` is bold, of a link its text remains.
function roff(text,    before, count, parts, i, line) {
	while (match(text, /[[][^]]*\]\([^)]*\)/)) {
		before = substr(text, 1, RSTART - 1)
		link = substr(text, RSTART + 1, RLENGTH - 2)
		sub(/\]\(.*/, "", link)
		text = before link substr(text, RSTART + RLENGTH)
	}
	text = replaced(text, "\\", "\\e")
	count = split(text, parts, "`")
	for (i = 1; i <= count; i++) {
		if (i % 2 == 0) {
			parts[i] = "\\fB" replaced(parts[i], "-", "\\-") "\\fR"
		}
		line = line parts[i]
	}
	return line
}

function end_block() {
	if (paragraph != "") {
		if (kind == "item")
			print ".It"
		else if (!first)
			print ".Pp"
		print_filled(paragraph)
		first = 0
	}
	paragraph = ""
}

function end_list() {
	end_block()
	if (list)
		print ".El"
	list = 0
	kind = "paragraph"
}

# "| a | b |": the cells, and how many.
function cells_of(line,    count) {
	gsub(/^\| *| *\|$/, "", line)
	return split(line, cell, / \| /)
}

function table_row(line,    count, tag, text) {
	count = cells_of(line)
	tag = roff(cell[1])
	text = cell[2]
	if (count == 5) {
		if (cell[2] ~ /^`/)
			tag = tag ": " roff(cell[2])
		text = sentence(cell[5]) " Without it: " cell[4] "."
		if (cell[3] == "yes")
			text = text " May be given again."
	}
	print ".It " tag
	print_filled(sentence(text))
}

function markdown(line) {
	if (line ~ /^```/) {
		end_list()
		print code ? ".Ed" : first ? ".Bd -literal -offset 2n" : ".Pp\n.Bd -literal -compact -offset 2n"
		first = 0
		code = !code
	} else if (code) {
		line = replaced(line, "\\", "\\e")
		print guarded(line)
	} else if (line ~ /^## /) {
		end_list()
		print ".Sh " toupper(roff(heading_text(substr(line, 4))))
		first = 1
	} else if (line ~ /^# /) {
		end_list()
		first = 1
	} else if (line ~ /^\|[-|]*$/) {
		print ".Bl -tag -width Ds"
		list = 1
	} else if (line ~ /^\|/) {
		if (table++ > 0)
			table_row(line)
		else
			end_block()
	} else if (line ~ /^- /) {
		end_block()
		if (!list)
			print ".Bl -bullet -compact"
		list = 1
		kind = "item"
		paragraph = substr(line, 3)
	} else if (line == "")
		end_list()
	else {
		sub(/^ +/, "", line)
		paragraph = paragraph (paragraph == "" ? "" : " ") line
	}
	if (line !~ /^\|/)
		table = 0
}

# "The network on lo: `set-up`" names the key in capitals, like the rest.
function heading_text(text) {
	gsub(/`/, "", text)
	return text
}

FNR == 1 { file++ }
file == 1 {
	text_line[++lines] = $0
	next
}
/^@TEXT@$/ {
	kind = "paragraph"
	for (i = 1; i <= lines; i++)
		markdown(text_line[i])
	end_list()
	next
}
{ print }
