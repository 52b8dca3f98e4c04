# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What happens in a scenario, in order, from a small vocabulary (the values of `step:`; forms.sh has
# refused what is not in it):
#
#   server|server2 [OPTIONS]           starts one, with the options of its key that these do not give
#                                      anew, and waits until it listens; server2! is expected to fail
#   client|client2|client3 [OPTIONS]   starts one, likewise
#   await PROGRAM ended                until it has ended by itself
#   await PROGRAM says TEXT            until a line that it printed contains TEXT
#   await phases N, await segments N   until the sniffer has printed so many
#   await queued N                     until N packets wait before the slow lo
#   tell PROGRAM USR1                  its signal for "now"
#   end PROGRAM                        TERM, and waits
#   set-up WORDS, clear rules          changes the network (set_up.sh)
#   slow lo, fast lo                   holds segments back, so that they cross, and lets them go
#   pause MS                           where time itself is the experiment
#
# Without any step: server, client, await client ended, await phases (as until-phases says).

# WORDS...
step() {
	case "$1:${2-}" in
	server:* | server2:* | server2!:*) start_server "$@" ;;
	client:* | client2:* | client3:*) start_client "$@" ;;
	await:phases | await:segments) await_sniffer "$2" "$3" ;;
	await:queued) await_queued "$3" ;;
	await:*) await_program "${@:2}" ;;
	tell:*) tell_program "$2" ;;
	end:*)
		known_program "$2"
		end_program "$2"
		;;
	set-up:*) set_up "${@:2}" ;;
	clear:rules) clear_rules ;;
	slow:lo) slow_loopback ;;
	fast:lo) fast_loopback ;;
	pause:*) pause_ms "$2" ;;
	esac
}

# All of them; stops where the sniffer waited in vain: the verdict tells why.
play_steps() {
	local lines line words began
	if [[ -n ${scenario[step]-} ]]; then
		mapfile -t lines <<<"${scenario[step]}"
	else
		lines=(server client "await client ended" "await phases ${scenario[until-phases]}")
	fi
	for line in "${lines[@]}"; do
		read -r -a words <<<"$line"
		began=${EPOCHREALTIME/[.,]/}
		step "${words[@]}"
		[[ -z $missing ]] || return 0
		case ${words[0]} in
		client* | tell | set-up | clear | slow | fast)
			measure_step $((${EPOCHREALTIME/[.,]/} - began)) "$line"
			;;
		esac
	done
}

# NAME: a program that was started.
known_program() {
	[[ -n ${streams[$1]-} ]] || fault "its file speaks of a program '$1' that it has not started"
}

# NAME: the status that it is expected to end with.
expected_status() {
	printf '%d' "${scenario[$1-exit]-0}"
}

# WORDS...: sets options to these. Of one that stands there again only the last is left, for the programs
# refuse to guess; but --send-before-close and --address may be given again.
set_options() {
	local words i
	local -A last=()
	read -r -a words <<<"$*"
	for i in "${!words[@]}"; do
		last[${words[i]%%=*}]=$i
	done
	options=()
	for i in "${!words[@]}"; do
		[[ ${words[i]} != --@(send-before-close|farewell|address)=* && ${last[${words[i]%%=*}]} != "$i" ]] ||
			options+=("${words[i]}")
	done
}

start_server() {
	local name=${1%!} options
	set_options "${scenario[server]-}" "${@:2}"
	if [[ $1 == *! ]]; then
		ending["$name"]=1
		start "$name" "$programs/server" "${lang_words[@]}" "${options[@]}"
		return
	fi
	unset "ending[$name]" "said[$name]"
	start "$name" "$programs/server" "${lang_words[@]}" "${options[@]}"
	await "$patience" "the $name to listen" has_said "$name" 'listening on '
	server_listens "$name"
}

start_client() {
	local options
	set_options "${scenario[client]-}" "${@:2}"
	ending[$1]=$(expected_status "$1")
	start "$1" "$programs/client" "${lang_words[@]}" "${options[@]}"
}

# NAME ended | NAME says TEXT...
await_program() {
	known_program "$1"
	case $2 in
	ended) await "$patience" "the $1 to end" has_ended "$1" ;;
	says) await "$patience" "the $1 to say '${*:3}'" has_said "$1" "${*:3}" ;;
	esac
}

# phases|segments N: when they do not come, that is for the verdict to tell.
await_sniffer() {
	await_or_miss "$patience" "$2 $1" sniffer_printed "$1" "$2"
}

sniffer_printed() {
	(("$1" >= $2))
}

# N: there is no event for it, so it looks every few milliseconds.
await_queued() {
	local end=$((${EPOCHREALTIME/[.,]/} + patience * 1000000))
	while (($(queued) < $1)); do
		((${EPOCHREALTIME/[.,]/} < end)) || vain "$1 packets before lo"
		next_event 5000
	done
}

has_said() {
	[[ ${said[$1]-} == *"$2"* ]]
}

# NAME
tell_program() {
	known_program "$1"
	[[ -z ${pid[$1]-} ]] || kill -USR1 "${pid[$1]}" 2>/dev/null
}

end_program() {
	tell_to_end "$1"
	await "$patience" "the $1 to end" has_ended "$1"
}

# MILLISECONDS: nothing but time passes; what the programs do meanwhile is handled.
pause_ms() {
	local end=$((${EPOCHREALTIME/[.,]/} + $1 * 1000)) left
	while left=$((end - ${EPOCHREALTIME/[.,]/})) && ((left > 0)); do
		next_event "$left"
	done
}
