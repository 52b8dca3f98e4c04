# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Scenarios are data: tests/scenarios/NAME.txt, lines "key: value", read here and never evaluated.
# A key that is given again adds a line to its value. # begins a comment line.
#
#   title-zh, title-en    one line for --list
#   look-zh, look-en      what to look at
#   why-zh, why-en        why it went this way; %delay% becomes the time between the two FINs
#   server, client        their options, words separated by spaces
#   needs                 programs without which it cannot be played, separated by spaces
#   until-phases          the exchange is over when the sniffer has printed that many phase lines
#   late-after-ms         when the server's FIN leaves later than this after the client's, the machine
#                         was too slow (the server's own --close-delay is not counted)
#   lossless              yes: nothing is lost here, so a segment sent again means a slow machine
scenario_keys=' title-zh title-en look-zh look-en why-zh why-en server client needs until-phases
 late-after-ms lossless '

declare -A scenario=()

scenario_file() {
	printf '%s' "$ROOT/tests/scenarios/$1.txt"
}

scenario_golden() {
	printf '%s' "$ROOT/tests/golden/$1.txt"
}

scenario_exists() {
	[[ $1 =~ ^[a-z0-9-]+$ && -f $(scenario_file "$1") ]]
}

# Sets catalogue to the names of all.
scenario_catalogue() {
	local file
	catalogue=()
	for file in "$ROOT"/tests/scenarios/*.txt; do
		file=${file##*/}
		catalogue+=("${file%.txt}")
	done
}

# NAME: fills scenario[].
scenario_read() {
	local line key value number=0 file
	file=$(scenario_file "$1")
	scenario=([name]=$1)
	while IFS= read -r line || [[ -n $line ]]; do
		number=$((number + 1))
		[[ $line == [!#]* ]] || continue
		key=${line%%:*}
		value=${line#*:}
		value=${value#"${value%%[! ]*}"}
		[[ $line == *:* && $scenario_keys == *[[:space:]]"$key"[[:space:]]* ]] ||
			die 1 "tests/scenarios/$1.txt: line $number: '$key' is no key of a scenario"
		scenario[$key]=${scenario[$key]+${scenario[$key]}$'\n'}$value
	done <"$file"
	[[ ${scenario[until-phases]-} =~ ^[1-9][0-9]*$ && ${scenario[late-after-ms]-0} =~ ^[0-9]+$ ]] ||
		die 1 "tests/scenarios/$1.txt: until-phases and late-after-ms are whole numbers"
}

# The names with their titles.
scenario_list() {
	local name catalogue
	scenario_catalogue
	for name in "${catalogue[@]}"; do
		scenario_read "$name"
		show "$(printf '%-20s %s' "$name" "${scenario[title-$lang]-}")"
	done
}

# Whether this machine has what it needs; if not, says so as the verdict.
scenario_possible() {
	local tool tools
	read -r -a tools <<<"${scenario[needs]-}"
	for tool in "${tools[@]}"; do
		command -v "$tool" >/dev/null && continue
		verdict SKIP "${scenario[name]}" "$tool is not installed"
		return 1
	done
}
