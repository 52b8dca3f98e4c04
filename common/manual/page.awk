# SPDX-License-Identifier: MIT
# page.awk TABLE PART: the manual page PART (mdoc) with the options of TABLE (see option_table.h) where a
# line says @OPTIONS@, with its commands where one says @COMMANDS@, and its keys where one says @KEYS@.
BEGIN { FS = "\t" }

# TEXT for a line of a page: an option's hyphens are no hyphens of words.
function roff(text,    count, words, i, line) {
	count = split(replaced(text, "\\", "\\e"), words, " ")
	for (i = 1; i <= count; i++) {
		if (words[i] ~ /^[('`]*-/)
			words[i] = replaced(words[i], "-", "\\-")
		if (match(words[i], /[(][)]/)) # else mandoc takes it for C
			words[i] = substr(words[i], 1, RSTART - 1) "\\&" substr(words[i], RSTART)
		line = line (i > 1 ? " " : "") words[i]
	}
	return line
}

# Whether PIECE is "WORD, WORD: meaning" with words of the choice WORDS.
function is_meaning(piece, words,    names, count, i) {
	if (!match(piece, /^[a-z][a-z, -]*: /))
		return 0
	count = split(substr(piece, 1, RLENGTH - 2), names, ", ")
	for (i = 1; i <= count; i++)
		if (index("|" words "|", "|" names[i] "|") == 0)
			return 0
	return 1
}

# The meanings of a choice's words as a list; 0: HELP has none.
function print_meanings(help, words,    count, lines, i, pieces, last) {
	gsub(/; */, "\n", help)
	count = split(help, lines, /\n+/)
	for (i = 1; i <= count; i++) {
		if (is_meaning(lines[i], words))
			pieces[++last] = lines[i]
		else if (last == 0)
			return 0
		else
			pieces[last] = pieces[last] " " lines[i]
	}
	print ".Bl -tag -width Ds -compact"
	for (i = 1; i <= last; i++) {
		match(pieces[i], /: /)
		print ".It Cm " substr(pieces[i], 1, RSTART - 1)
		print_filled(sentence(substr(pieces[i], RSTART + 2)))
	}
	print ".El"
	return 1
}

function argument_of(argument, words) {
	if (words == "")
		return "Ar " argument
	gsub(/\|/, " | ", words)
	return "Cm " words
}

# A choice is told by its words once; where a letter stands before the name, by the name in capitals.
function print_option(letter, long, argument, words, optional, help,    line, shown) {
	shown = argument_of(argument, words)
	if (letter != "" && words != "")
		shown = "Ar " toupper(long)
	long = replaced(long, "-", "\\-")
	line = ".It"
	if (letter != "")
		line = line " Fl " letter (argument words != "" ? " " shown : "") (long != "" ? " ," : "")
	if (long != "")
		line = line " Fl \\-" long
	if (long != "" && optional != "")
		line = line " Ns Op = Ns " shown
	else if (long != "" && argument words != "")
		line = line " Ns = Ns " shown
	print line
	help = plain(help)
	if (words != "" && print_meanings(help, words))
		return
	gsub(/\n/, " ", help)
	print_filled(sentence(help))
}

function print_options(    i, fields, lists) {
	for (i = 1; i <= rows; i++) {
		split(row[i], fields, "\t")
		if (fields[1] == "group") {
			if (lists++ > 0)
				print ".El"
			sub(/:$/, "", fields[2])
			if (lists > 1 || fields[2] != "Options")
				print ".Ss " roff(fields[2])
			print ".Bl -tag -width Ds"
		} else
			print_option(fields[2], fields[3], fields[5], fields[6], fields[7], fields[8])
	}
	if (lists)
		print ".El"
}

function print_commands(    i, fields) {
	for (i = 1; i <= commands; i++) {
		split(command[i], fields, "\t")
		print ".It Cm " fields[2] " " fields[3]
		print_filled(sentence(plain(fields[4])))
	}
}

# What --only and --sort name.
function print_keys(    i, fields, words) {
	print ".Bl -tag -width retransmissions -compact"
	for (i = 1; i <= keys; i++) {
		split(key[i], fields, "\t")
		words = fields[4]
		gsub(/\|/, ", ", words)
		print ".It Cm " fields[2]
		if (words != "")
			print_filled((fields[3] == "label" ? "a segment has it: " : "one of ") words)
		else
			print_filled(fields[3] == "end" ? "an address, or an address and a port" : "a " fields[3])
	}
	print ".El"
}

FNR == 1 { file++ }
file == 1 && /^(group|option)\t/ { row[++rows] = $0 }
file == 1 && /^command\t/ { command[++commands] = $0 }
file == 1 && /^key\t/ { key[++keys] = $0 }
file == 1 { next }
/^@COMMANDS@$/ {
	print_commands()
	next
}
/^@KEYS@$/ {
	print_keys()
	next
}
/^@OPTIONS@$/ {
	print_options()
	next
}
{ print }
