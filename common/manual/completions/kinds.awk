# SPDX-License-Identifier: MIT
# What the completions of all shells share: they read tables of options (option_table.h), of each program
# one behind the other, and call program(), command() and option(), which each shell has; all of them may
# look at NAME, of the program.
BEGIN {
	FS = "\t"
	pages = "demo compare sniffer server client tcp scenario" # that `handshake help` shows
	# What `handshake compare` takes of the sniffer's, and the formats of it.
	split("p port c count max-connections vlan f format n ascii wrap q quiet lang color h help version", words, " ")
	for (i in words)
		compares[words[i]] = 1
	compare_formats = "words line json ladder none"
	filter_words = "tcp host src dst net port portrange and or not"
}

# What stands for the argument of an option: "words A B", where a word that ends with = goes on, "file", "folder", "interface", "host", "other",
# or "" where it takes none.
function kind_of(type, argument, words) {
	if (words != "") {
		gsub(/\|/, " ", words)
		return "words " words
	}
	if (type == "flag" || type == "count")
		return ""
	if (argument == "FILE")
		return "file"
	if (argument == "DIR")
		return "folder"
	if (argument == "IF")
		return "interface"
	if (argument == "HOST")
		return "host"
	if (argument == "KEY")
		return "words" keys
	if (argument == "CONDITIONS")
		return "words" conditions
	return "other"
}

# The beginning of HELP, as long as a line may be; the option's name LONG where HELP explains words.
function short_help(help, long) {
	if (help ~ /^[a-z]+: /)
		return long
	help = plain(help)
	gsub(/[\n\t]/, " ", help)
	sub(/ \(.*|; .*|\. .*/, "", help)
	sub(/\.$/, "", help)
	if (length(help) > 72 && match(substr(help, 1, 72), /.*[,:] /))
		help = substr(help, 1, RLENGTH - 2)
	return help
}

# A key for --sort, which takes it with a - before it, too; and with each of its WORDS for --only.
function add_key(key, words,    count, names, i) {
	keys = keys " " key " -" key
	count = split(words, names, "|")
	for (i = 1; i <= count; i++)
		conditions = conditions " " key "=" names[i]
	if (count == 0)
		conditions = conditions " " key "="
}

$1 == "key" { add_key($2, $4) }
$1 == "program" {
	NAME = $2
	program($3)
}
$1 == "command" { command($2, short_help($4, "")) }
$1 == "option" { option($2, $3, $4, $5, kind_of($4, $5, $6), $7, short_help($8, $3)) }
$1 == "option" && NAME == "sniffer" && (($3 != "" ? $3 : $2) in compares) { compared[++rows] = $0 }
END {
	NAME = "compare"
	program("A B [BPF filter words ...]")
	for (i = 1; i <= rows; i++) {
		$0 = compared[i]
		option($2, $3, $4, $5, $3 == "format" ? compare_formats : kind_of($4, $5, $6), $7, short_help($8, $3))
	}
	finish()
}
