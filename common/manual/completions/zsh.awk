# SPDX-License-Identifier: MIT
# Completions for zsh: of each program a function with its options as _arguments takes them.
function quoted(text) {
	return replaced(text, "'", "'\\''")
}

# In brackets.
function described(text) {
	text = replaced(replaced(text, "\\", "\\\\"), ":", "\\:")
	return quoted(replaced(replaced(text, "[", "\\["), "]", "\\]"))
}

function end_program() {
	if (specs != "")
		print "_handshake_" name_before "() {\n\t_arguments -s -S :" specs "\n}\n"
	specs = ""
}

function program(operands) {
	end_program()
	name_before = NAME
	if (NAME in operands_of)
		specs = " \\\n\t\t" operands_of[NAME]
}

function command(name, help) {
	commands = commands "\t'" name ":" quoted(help) "'\n"
}

# Those of a KIND that match PATTERN, each with a space before it.
function words_of(kind, pattern,    count, words, i, chosen) {
	count = split(kind, words, " ")
	for (i = 2; i <= count; i++)
		if (words[i] ~ pattern)
			chosen = chosen " " words[i]
	return chosen
}

function action(kind, argument) {
	if (kind ~ /^words .*=/) # no space behind what goes on
		return "{compadd -S \"\" --" words_of(kind, "=$") "; compadd --" words_of(kind, "[^=]$") "}"
	if (kind ~ /^words /)
		return "(" substr(kind, 7) ")"
	if (kind == "file")
		return "_files"
	if (kind == "folder")
		return "_files -/"
	if (kind == "interface")
		return "_handshake_interfaces"
	return kind == "host" ? "_hosts" : " "
}

function option(letter, long, type, argument, kind, optional, help,    again, value, names) {
	if (NAME == "handshake")
		return
	again = type == "count" || type == "list"
	argument = replaced(argument, ":", "\\:")
	value = kind == "" ? "" : (optional != "" ? "::" : ":") (argument != "" ? argument : long) ":" action(kind)
	if (letter != "" && long != "")
		names = "{-" letter (kind != "" ? "+" : "") ",--" long (kind != "" ? "=" : "") "}"
	else if (letter != "")
		names = "-" letter (kind != "" ? "+" : "")
	else
		names = "--" long (kind == "" ? "" : optional != "" ? "=-" : "=")
	specs = specs " \\\n\t\t" (again ? "'*'" : letter != "" && long != "" ? "'(-" letter " --" long ")'" : "") names \
		"'[" described(help) "]" quoted(value) "'"
}

BEGIN {
	operands_of["demo"] = "'*:scenario:(" scenarios " all)'"
	operands_of["compare"] = "'*:file:_files'"
	operands_of["sniffer"] = "'*:filter:(" filter_words ")'"
}

function finish() {
	end_program()
	printf "_handshake_commands=(\n%s)\n", commands
	print "_handshake_pages='" pages "'"
	print "_handshake_scenarios='" scenarios "'"
}
