# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Scenarios are data: tests/scenarios/NAME.txt, lines "key: value", read here and never evaluated.
# A key that is given again adds a line to its value. # begins a comment line.
#
#   title-zh, title-en    one line for --list
#   look-zh, look-en      what to look at
#   why-zh, why-en        why it went this way; %delay% becomes the time between the two FINs
#   server, client        their options, words separated by spaces
#   client-exit, ...      the status that this program ends with, where an error is the point
#                         (client, client2, client3, server, server2)
#   needs                 programs without which it cannot be played, separated by spaces; ipv6: the
#                         kernel has to know it
#   set-up                the network, one line of set_up.sh's vocabulary each, before anything starts
#   step                  what happens, one line of steps.sh's vocabulary each
#   until-phases          without steps: the exchange is over after so many phase lines
#   expect                OPEN CLOSE CLOSED_FIRST of the first connection, the second, ...
#   labels                the sniffer gives each of these labels to some segment
#   unwitnessed           SIDE KERNEL-STATE SNIFFER-STATE REASON: an accepted disagreement between the
#                         kernel's state and the one that the segments show
#   proof                 netstat|snmp NAME N: a counter of the kernel that grew by N or more
#   kind                  sweep: many exchanges and their statistics, see sweep.sh, instead of one
#   compare               listing (default); segments: flags (ECE, CWR and URG too), numbers and
#                         lengths; sides: the same, of each side for itself, where it is a matter
#                         of processors which side's comes first; totals: how each connection went,
#                         and its bytes
#   golden-2              why there is a second golden output, tests/golden/NAME.2.txt
#   late-after-ms         when the server's FIN, or data, leaves later than this after the client's FIN,
#                         the machine was too slow (the server's own --close-delay is not counted)
#   silences              how long, in milliseconds, nothing may be sent, in order; any where that does
#                         not matter. A silence of 34 ms that is longer, or beyond these, is a slow
#                         machine's
#   delayed-acks          the same when more bare ACKs than these come after a silence of 34 ms
#   lossless              yes: nothing is lost here, so a segment sent again means a slow machine
scenario_keys=' title-zh title-en look-zh look-en why-zh why-en server client needs until-phases
 client-exit client2-exit client3-exit server-exit server2-exit set-up step expect labels proof
 unwitnessed kind compare golden-2 silences
 delayed-acks late-after-ms lossless '

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
	[[ " ${scenario[silences]-}" =~ ^(\ +([1-9][0-9]*|any))*\ *$ ]] ||
		die 1 "tests/scenarios/$1.txt: silences are whole numbers, or any"
	for key in late-after-ms delayed-acks {client,client2,client3,server,server2}-exit; do
		[[ ${scenario[$key]-0} =~ ^[0-9]+$ ]] ||
			die 1 "tests/scenarios/$1.txt: $key is a whole number"
	done
	[[ ${scenario[kind]-sweep} == sweep ]] ||
		die 1 "tests/scenarios/$1.txt: kind is sweep, or left out"
	[[ -n ${scenario[kind]-} || -n ${scenario[step]-} || ${scenario[until-phases]-} =~ ^[1-9][0-9]*$ ]] ||
		die 1 "tests/scenarios/$1.txt: it has neither a step nor until-phases"
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

# Whether lo has its address ::1.
has_ipv6() {
	grep -q '^0\{31\}1 .* lo$' /proc/net/if_inet6 2>/dev/null
}

# Whether this machine has what it needs; if not, says so as the verdict.
scenario_possible() {
	local tool tools
	read -r -a tools <<<"${scenario[needs]-}"
	for tool in "${tools[@]}"; do
		if [[ $tool == ipv6 ]]; then
			has_ipv6 && continue
			verdict SKIP "${scenario[name]}" "this kernel has no IPv6 on lo"
			return 1
		fi
		command -v "$tool" >/dev/null && continue
		verdict SKIP "${scenario[name]}" "$tool is not installed"
		return 1
	done
	[[ $network == host && (-n ${scenario[set-up]-} || ${scenario[step]-} == *@(set-up|slow lo)*) ]] ||
		return 0
	verdict SKIP "${scenario[name]}" "it changes the network, and this system gives no private one"
	return 1
}
