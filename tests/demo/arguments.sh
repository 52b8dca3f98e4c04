# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The command line of run_demo.sh.

# What the arguments said. names: scenarios still to be played.
action=''   # play, check, update, list, terminals, help, version
names=()    # scenarios still to be played
declare -A given=() # the values of the options that take one
keep=''     # folder for the capture and the outputs, absolute
several=''  # more than one scenario was asked for
lang=''     # of what is said about TCP; without --lang the environment's
lang_words=() # --lang, where it was given: for the programs, which know the environment themselves
programs='' # folder of the programs, absolute; empty: build/bin, built when needed
install=''  # install the packages first
explain=''  # show the sniffer's explanations
ladder=''   # show the exchange as a ladder
tap=''      # verdicts in the Test Anything Protocol
strict=''   # what cannot be told is a failure, too
report=''   # file for the counts, of a check that another run_demo.sh started
network=''  # the network that it runs in: '' not yet entered, user, root, host
counts='0 0 0 0 0' # so far: passed, differing, inconclusive, skipped, failed

usage() {
	cat <<'END'
usage: ./run_demo.sh [options] [NAME... | all]

Plays TCP exchanges between the client and the server on this machine's own kernel, and shows each
segment as the sniffer captured it. Without a NAME it plays `documented`: a handshake, `hello world`
and a close of three segments. The listing goes to stdout, everything else to stderr. It needs no
root: the programs run in a private network namespace, where nothing but them talks.

What to do:
  NAME... | all       play these scenarios
  --list              list the scenarios
  --check [NAME...]   play (all when none is named) and print a verdict for each: PASS, DIFFERS
                      (with the difference), INCONCLUSIVE (this machine was too slow, or packets
                      were dropped), SKIP (cannot be played here); several at once, side by side,
                      and what was inconclusive then once more, alone
  --update NAME...    play and make the output the new golden (tests/golden/NAME.txt)
  --terminals         sniffer, server and a shell in three tmux panes, in one private network
  --help, --version   print this, the version

Options:
  --install-deps      first install what building and playing need (apt-get, dnf, apk or pacman)
  --keep DIR          keep capture.pcap, listing.txt (canonical numbers), raw.txt (real numbers),
                      picture.svg, server.txt, client.txt and sniffer.stderr in DIR (of several
                      scenarios each in a folder of its name)
  --lang=zh|en        language of what is said about TCP (default: English where LC_ALL,
                      LC_MESSAGES or LANG say en, else Chinese) and, only when given, of the
                      listing
  --explain           a sentence and both ends' states under each segment
  --ladder            the exchange as arrows between two lifelines, when it is over, in place of the
                      listing
  --http[=PORT]       with NAME: show it in the browser, too, slowly enough to follow, at
                      http://127.0.0.1:PORT/ (default 8080), until Ctrl-C
  --tap               verdicts as TAP version 13, for test harnesses (with --check)
  --strict            SKIP and INCONCLUSIVE are failures, too (with --check)
  --bin DIR           use the programs in DIR instead of building

Environment:
  HANDSHAKE_PATIENCE  seconds that any step of a scenario may take before it is given up (default 10)

Exit status: 0 done, 1 failed or DIFFERS, 2 wrong usage, 77 --check had to skip them all.

Examples:
  ./run_demo.sh --install-deps     on a machine with nothing installed
  ./run_demo.sh > listing.txt      the listing alone
  ./run_demo.sh --http half-close  in the browser, step by step
  ./run_demo.sh --check            does this kernel still do what is documented?
END
}

version() {
	sed -n 's/^project(\([a-z]*\) VERSION \([0-9.]*\).*/run_demo.sh (\1) \2/p' \
		"$ROOT/CMakeLists.txt"
}

# ACTION: at most one may be asked for. Help and version win.
set_action() {
	[[ $action != help && $action != version ]] || return 0
	[[ -z $action || $1 == help || $1 == version ]] || die_usage "--$action and --$1 exclude each other"
	action=$1
}

# OPTION VALUE: which of two was meant cannot be told.
take_once() {
	[[ ! -v given[$1] || ${given[$1]} == "$2" ]] ||
		die_usage "$1 is given twice: '${given[$1]}' and '$2'"
	given[$1]=$2
}

# OPTION VALUE: those that take one. False for any other.
set_option() {
	[[ $1 != --@(keep|bin|lang|http) ]] || take_once "$1" "$2"
	case $1 in
	--keep)
		[[ -n $2 ]] || die_usage "--keep: the folder is missing"
		keep=$(absolute "$2")
		;;
	--bin)
		[[ -n $2 ]] || die_usage "--bin: the folder is missing"
		programs=$(cd "$(absolute "$2")" 2>/dev/null && pwd) || die_usage "--bin: no such folder: $2"
		;;
	--lang)
		[[ $2 == zh || $2 == en ]] || die_usage "--lang: zh or en, not '$2'"
		lang=$2
		lang_words=("--lang=$2")
		;;
	--http)
		[[ $2 =~ ^[0-9]{1,5}$ && $((10#$2)) -le 65535 ]] || die_usage "--http: a port, not '$2'"
		view=$2
		;;
	--report) report=$2 ;; # from check_all
	--view) IFS=: read -r view_pid view_url <<<"$2" ;; # from enter_network
	--inside) IFS=: read -r network several counts <<<"$2" ;; # from enter_network
	*) return 1 ;;
	esac
}

# The first of these that says anything tells the language, as for the programs.
lang_of_environment() {
	local words=${LC_ALL:-${LC_MESSAGES:-${LANG-}}}
	[[ $words == en* ]] && printf en || printf zh
}

# PATH: absolute.
absolute() {
	case $1 in
	/*) printf '%s' "$1" ;;
	*) printf '%s' "$PWD/$1" ;;
	esac
}

# What could not act is refused: options, the variable of each, the actions that they go with, and how
# that is said.
check_together() {
	local option variable actions words
	[[ $action != @(help|version) ]] || return 0
	while read -r option variable actions words; do
		[[ -z ${!variable} || ,$actions, == *",$action,"* ]] || die_usage "$option goes with $words"
	done <<'END'
--tap           tap       check                        --check
--strict        strict    check                        --check
--keep          keep      play,check,update            playing
--ladder        ladder    play                         playing
--explain       explain   play                         playing
--http          view      play                         the NAME of a scenario
--bin           programs  play,check,update,terminals  playing
--install-deps  install   play,check,update,terminals  playing
END
}

parse_arguments() {
	while (($#)); do
		case $1 in
		--check | --update | --list | --terminals | --help | --version) set_action "${1#--}" ;;
		-h) set_action help ;;
		--install-deps) install=yes ;;
		--explain) explain=yes ;;
		--ladder) ladder=yes ;;
		--tap) tap=yes ;;
		--strict) strict=yes ;;
		--http) set_option --http 8080 ;;
		--keep | --bin | --lang | --inside | --report | --view)
			(($# > 1)) || die_usage "$1 wants a value"
			set_option "$1" "$2"
			shift
			;;
		--*=*) set_option "${1%%=*}" "${1#*=}" || die_usage "unknown option '${1%%=*}'" ;;
		--)
			shift
			names+=("$@")
			break
			;;
		-*) die_usage "unknown option '$1'" ;;
		*) names+=("$1") ;;
		esac
		shift
	done
	action=${action:-play}
	lang=${lang:-$(lang_of_environment)}
	[[ $patience =~ ^[1-9][0-9]{0,4}$ ]] ||
		die_usage "HANDSHAKE_PATIENCE: a whole number of seconds, not '$patience'"
	check_together
	[[ $action != list || ${#names[@]} -eq 0 ]] || die_usage "--list takes no name"
}

# NAME: a question whether the nearest in catalogue was meant; nothing when none is near.
nearest_name() {
	local nearest
	nearest=$(printf '%s\n' "${catalogue[@]}" | NAME=$1 awk -f "$ROOT/tests/demo/nearest.awk")
	[[ -z $nearest ]] || printf " is it '%s'?" "$nearest"
}

# Makes names the scenarios to play.
resolve_names() {
	local name all=() catalogue
	scenario_catalogue
	case "$action:${#names[@]}" in
	play:0 | terminals:0) names=(documented) ;;
	check:0) names=(all) ;;
	update:0) die_usage "--update wants the NAME of a scenario" ;;
	esac
	for name in "${names[@]}"; do
		if [[ $name == all ]]; then
			all+=("${catalogue[@]}")
		elif scenario_exists "$name"; then
			all+=("$name")
		elif scenario_over_path "$name"; then
			die 2 "the scenario '$name' goes over a path: build/tests/catalogue_runner plays it"
		else
			die 2 "there is no scenario '$name':$(nearest_name "$name") ./run_demo.sh --list lists them"
		fi
	done
	names=("${all[@]}")
	several=''
	((${#names[@]} == 1)) || several=yes
	[[ $action != terminals || -z $several ]] || die_usage "--terminals takes one scenario"
	[[ -z $view || -z $several ]] || die_usage "--http takes one scenario"
	check_drawn
}

# A sweep has no listing, and no exchange of its own: what is about these needs a name beside it.
check_drawn() {
	local name option=''
	[[ $action != @(terminals|update) ]] || option=--$action
	[[ -z $view ]] || option=--http
	[[ -z $explain ]] || option=--explain
	[[ -z $ladder ]] || option=--ladder
	[[ -n $option ]] || return 0
	for name in "${names[@]}"; do
		! grep -q '^kind: *sweep$' "$(scenario_file "$name")" || continue
		return 0
	done
	die_usage "$name measures many exchanges: $option cannot act on it"
}
