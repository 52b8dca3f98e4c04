# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Scenarios are data: tests/scenarios/NAME.txt, lines "key: value", read here and never evaluated.
# forms.sh knows the form of each value, and which keys may be given again, to add to their value.
# # begins a comment line.
#
#   title-zh, title-en    one line for --list
#   look-zh, look-en      what to look at
#   why-zh, why-en        why it went this way; %delay% becomes the time between the two FINs, and of a
#                         sweep %low%, %median% and %high% when the ACK of the FIN came alone
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
declare -A scenario=()

scenario_file() {
	printf '%s' "$ROOT/tests/scenarios/$1.txt"
}

scenario_golden() {
	printf '%s' "$ROOT/tests/golden/$1.txt"
}

# NAME: whether it goes over a path (a line `path`). catalogue_runner plays these, and nobody else.
scenario_over_path() {
	[[ $1 =~ ^[a-z0-9][a-z0-9-]*$ && -f $(scenario_file "$1") ]] && grep -q '^path:' "$(scenario_file "$1")"
}

scenario_exists() {
	[[ $1 =~ ^[a-z0-9][a-z0-9-]*$ && -f $(scenario_file "$1") ]] && ! scenario_over_path "$1"
}

# Sets catalogue to the names of all.
scenario_catalogue() {
	local file
	catalogue=()
	for file in "$ROOT"/tests/scenarios/*.txt; do
		file=${file##*/}
		! scenario_exists "${file%.txt}" || catalogue+=("${file%.txt}")
	done
	((${#catalogue[@]})) || die 1 "there are no scenarios in $ROOT/tests/scenarios"
}

# NAME: fills scenario[]. False when its file is not as it should be, which was told then.
scenario_read() {
	local line lines key value file fault
	file=$(scenario_file "$1")
	scenario=([name]=$1)
	if [[ ! -r $file ]]; then
		say "scenarios/$1.txt: cannot be read"
		return 1
	fi
	mapfile -t lines <"$file"
	fault=$(scenario_fault "${lines[@]}")
	for line in "${lines[@]}"; do
		[[ -z $fault && $line == [!#]* ]] || continue
		key=${line%%:*}
		value=${line#*:}
		value=${value#"${value%%[! ]*}"}
		case $key in
		server | client | needs) scenario[$key]="${scenario[$key]-} $value" ;;
		*) scenario[$key]=${scenario[$key]+${scenario[$key]}$'\n'}$value ;;
		esac
	done
	[[ -n $fault || -n ${scenario[kind]-}${scenario[step]-}${scenario[until-phases]-} ]] ||
		fault='it has neither a step nor until-phases'
	[[ -z $fault ]] || say "scenarios/$1.txt: $fault"
	[[ -z $fault ]]
}

# The names with their titles. False when one was not as it should be.
scenario_list() {
	local name catalogue status=0
	scenario_catalogue
	for name in "${catalogue[@]}"; do
		scenario_read "$name" || {
			status=1
			continue
		}
		show "$(printf '%-20s %s' "$name" "${scenario[title-$lang]-}")"
	done
	return $status
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
	[[ $network == host ]] || return 0
	[[ -n ${scenario[set-up]-} || $'\n'${scenario[step]-} == *$'\n'@(set-up|clear|slow|fast)' '* ]] || return 0
	verdict SKIP "${scenario[name]}" "it changes the network, and this system gives no private one"
	return 1
}
