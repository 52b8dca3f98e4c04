# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Completion for bash of handshake, handshake-demo, handshake-sniffer, handshake-server and handshake-client.
# Made by common/manual/build.sh from the programs' own tables of options.

@TABLE@

# What is completed, in words: COMP_WORDS takes --format=json apart at its =.
_handshake_split() {
	local line=${COMP_LINE:0:COMP_POINT}
	read -ra words <<<"$line"
	[[ $line != *[[:space:]] ]] || words+=('')
}

# KIND BEGINNING: candidates for an argument.
_handshake_argument() {
	case $1 in
	words\ *)
		mapfile -t COMPREPLY < <(compgen -W "${1#words }" -- "$2")
		[[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
		# NAME=VALUE: where = ends a word, only what stands behind it is completed.
		[[ $2 != *=* || $COMP_WORDBREAKS != *=* ]] || COMPREPLY=("${COMPREPLY[@]#"${2%=*}="}")
		;;
	file)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -f -- "$2")
		;;
	folder)
		compopt -o filenames
		mapfile -t COMPREPLY < <(compgen -d -- "$2")
		;;
	interface) mapfile -t COMPREPLY < <(compgen -W "any $(cd /sys/class/net 2>/dev/null && echo *)" -- "$2") ;;
	host) mapfile -t COMPREPLY < <(compgen -A hostname -- "$2") ;;
	esac
}

# PROGRAM BEGINNING: candidates for a word that is no option.
_handshake_operand() {
	case $1 in
	handshake) mapfile -t COMPREPLY < <(compgen -W "$_handshake_commands" -- "$2") ;;
	help) mapfile -t COMPREPLY < <(compgen -W "$_handshake_pages" -- "$2") ;;
	demo) mapfile -t COMPREPLY < <(compgen -W "$_handshake_scenarios all" -- "$2") ;;
	versus) mapfile -t COMPREPLY < <(compgen -W "$_handshake_scenarios" -- "$2") ;;
	change) ;; # behind the name for --versus
	compare) _handshake_argument file "$2" ;;
	sniffer) mapfile -t COMPREPLY < <(compgen -W "$_handshake_filter_words" -- "$2") ;;
	esac
}

_handshake() {
	local words program command word previous='' kind options=yes i=1
	_handshake_split
	word=${words[-1]}
	program=${words[0]##*/}
	if [[ $program == handshake ]]; then
		while ((i < ${#words[@]} - 1)) && [[ ${words[i]} == -* ]]; do
			((i++))
		done
		((i == ${#words[@]} - 1)) || program=${words[i++]}
	fi
	program=${program#handshake-}
	command=$program
	for (( ; i < ${#words[@]} - 1; i++)); do
		[[ ${words[i]} != -- ]] || options=''
		previous=${words[i]}
		case $command$previous in
		demo--versus) command=versus ;;
		versus-*) ;;
		versus*) command=change ;;
		esac
	done
	COMPREPLY=()
	[[ $previous != -* || -z $options ]] || kind=$(_handshake_kind "$program" "$previous")
	if [[ -n ${kind-} ]]; then
		_handshake_argument "$kind" "$word"
	elif [[ -n $options && $word == --*=* ]]; then
		kind=$(_handshake_kind "$program" "${word%%=*}")
		[[ -n $kind ]] || kind=$(_handshake_kind "$program" "${word%%=*}=")
		_handshake_argument "$kind" "${word#*=}"
		# Where = ends no word, what stands before it is completed, too.
		[[ $COMP_WORDBREAKS == *=* ]] || COMPREPLY=("${COMPREPLY[@]/#/${word%%=*}=}")
	elif [[ -n $options && $word == -* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_handshake_options "$program")" -- "$word")
		[[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace
	else
		_handshake_operand "$command" "$word"
	fi
}

complete -F _handshake handshake handshake-demo handshake-sniffer handshake-server handshake-client
