# SPDX-License-Identifier: MIT
# Completions for bash: the tables, as functions that handshake.bash asks.
function program(operands) {}

function command(name, help) {
	commands = commands " " name
}

# In `offered` what takes an argument ends with =; in `kinds` are the patterns of a case.
function option(letter, long, type, argument, kind, optional, help) {
	if (!(NAME in offered))
		names[++programs] = NAME
	if (letter != "") {
		offered[NAME] = offered[NAME] " -" letter
		if (kind != "")
			kinds[NAME] = kinds[NAME] "\t'" NAME " -" letter "') echo '" kind "' ;;\n"
	}
	if (long == "")
		return
	offered[NAME] = offered[NAME] " --" long (kind == "" ? "" : optional != "" ? " --" long "=" : "=")
	if (kind != "")
		kinds[NAME] = kinds[NAME] "\t'" NAME " --" long (optional != "" ? "=" : "") "') echo '" kind "' ;;\n"
}

function finish(    i) {
	print "_handshake_commands='" substr(commands, 2) "'"
	print "_handshake_scenarios='" scenarios "'"
	print "_handshake_pages='" pages "'"
	print "_handshake_filter_words='" filter_words "'"
	print ""
	print "# PROGRAM: its options, with = behind those that take an argument."
	print "_handshake_options() {\n\tcase $1 in"
	for (i = 1; i <= programs; i++)
		print "\t" names[i] ") echo '" substr(offered[names[i]], 2) "' ;;"
	print "\tesac\n}\n"
	print "# PROGRAM OPTION: what its argument is; nothing where it takes none."
	print "_handshake_kind() {\n\tcase \"$1 $2\" in"
	for (i = 1; i <= programs; i++)
		printf "%s", kinds[names[i]]
	print "\tesac\n}"
}
