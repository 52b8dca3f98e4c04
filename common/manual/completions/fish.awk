# SPDX-License-Identifier: MIT
# Completions for fish: of each program a function that completes one command, whose words are given.
function quoted(text) {
	return "'" replaced(replaced(text, "\\", "\\\\"), "'", "\\'") "'"
}

function end_program() {
	if (NAME_BEFORE != "" && NAME_BEFORE != "handshake")
		print "end\n"
}

function program(operands) {
	end_program()
	NAME_BEFORE = NAME
	if (NAME != "handshake")
		print "function __handshake_complete_" NAME
}

function command(name, help) {
	commands = commands "complete -c handshake -n __handshake_wants_command -a " name " -d " quoted(help) "\n"
}

function option(letter, long, type, argument, kind, optional, help,    line) {
	if (NAME == "handshake")
		return
	line = "\tcomplete $argv"
	if (letter != "")
		line = line " -s " letter
	if (long != "")
		line = line " -l " long
	if (kind == "file")
		line = line " -r -F"
	else if (kind == "folder")
		line = line " -x -a '(__fish_complete_directories)'"
	else if (kind == "interface")
		line = line " -x -a '(__handshake_interfaces)'"
	else if (kind == "host")
		line = line " -x -a '(__fish_print_hostnames)'"
	else if (kind ~ /^words /)
		line = line " -x -a " quoted(substr(kind, 7))
	else if (kind != "" && optional == "")
		line = line " -x"
	print line " -d " quoted(help)
}

function finish() {
	end_program()
	print "set -g __handshake_scenarios " scenarios
	print "set -g __handshake_pages " pages
	print "set -g __handshake_filter_words " filter_words "\n"
	printf "%s", commands
}
