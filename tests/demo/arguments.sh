# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The command line of run_demo.sh. What the runner of the catalogue is to do is handed to it, and refused
# by it where it contradicts.

names=()      # scenarios that were asked for
catalogue=()  # options for the runner
declare -A given=() # the values of the options that take one
keep=''       # folder for the capture and the outputs, absolute
lang=''       # of what is said about TCP; without --lang the environment's
lang_words=() # --lang, where it was given: for the programs, which know the environment themselves
programs=''   # folder of the programs, absolute; empty: this script's own, in the tree built when needed
runner=''     # the program that plays the catalogue
install=''    # install the packages first
terminals=''  # the programs in terminals
bundle=''     # file of --bundle, absolute
view=''       # port of --http
versus_kernel='' # --versus with another kernel
inside=''     # the network that it has entered: private, host; '' none yet
patience=${HANDSHAKE_PATIENCE:-10} # seconds that any step may take

version() {
	printf '%s (handshake) %s\n' "$self" "$(suite_version)"
}

usage() {
	local text
	text=$(<"$PARTS/usage.txt")
	printf '%s\n' "${text//.\/run_demo.sh/$command}"
}

# OPTION VALUE: those that take one, and which of two was meant cannot be told. False for any other.
set_option() {
	[[ ! -v given[$1] || ${given[$1]} == "$2" ]] ||
		die_usage "$1 is given twice: '${given[$1]}' and '$2'"
	given[$1]=$2
	case $1 in
	--keep)
		[[ -n $2 ]] || die_usage "--keep: the folder is missing"
		keep=$(absolute "$2")
		;;
	--bundle)
		[[ -n $2 ]] || die_usage "--bundle: the file is missing"
		bundle=$(absolute "$2")
		[[ -d ${bundle%/*}/ ]] || die_usage "--bundle: there is no folder ${bundle%/*}: make it first"
		[[ ! -L $bundle ]] || bundle=$(readlink -m -- "$bundle")
		[[ ! -e $bundle || -f $bundle ]] || die_usage "--bundle: $bundle is no regular file: name another one"
		[[ -w ${bundle%/*}/ ]] || die_usage "--bundle: no file can be made in ${bundle%/*}: name another folder"
		;;
	--bin) set_folder programs "$1" "$2" ;;
	--scenarios) set_folder scenarios "$1" "$2" ;;
	--golden)
		set_folder golden "$1" "$2"
		golden_is_installed=''
		;;
	--lang)
		[[ $2 == zh || $2 == en ]] || die_usage "--lang: zh or en, not '$2'"
		lang_words=("--lang=$2")
		;;
	--http)
		[[ $2 =~ ^[0-9]{1,5}$ && $((10#$2)) -le 65535 ]] || die_usage "--http: a port, not '$2'"
		view=$2
		;;
	--inside) inside=$2 ;; # from enter_network
	*) return 1 ;;
	esac
}

# WORD OTHER: sets distance to the number of letters to add, leave out, change or swap with the next one:
# the rule of the programs (common/nearest_name.h), for when none of them is built.
measure_distance() {
	local -A table=()
	local i j least
	for ((i = 0; i <= ${#1}; i++)); do
		for ((j = 0; j <= ${#2}; j++)); do
			if ((i == 0 || j == 0)); then
				table[$i,$j]=$((i + j))
				continue
			fi
			least=$((table[$((i - 1)),$j] < table[$i,$((j - 1))] ? table[$((i - 1)),$j] : table[$i,$((j - 1))]))
			distance=$((table[$((i - 1)),$((j - 1))]))
			[[ ${1:i-1:1} == "${2:j-1:1}" ]] || ((distance++))
			((distance <= least)) || distance=$((least + 1))
			if ((i > 1 && j > 1)) && [[ ${1:i-2:2} == "${2:j-1:1}${2:j-2:1}" ]]; then
				least=$((table[$((i - 2)),$((j - 2))] + 1))
				((distance <= least)) || distance=$least
			fi
			table[$i,$j]=$distance
		done
	done
	distance=${table[${#1},${#2}]}
}

# OPTION: there is none such; which one may be meant.
refuse_option() {
	local name=${1#--} option distance best=${#1} meant=''
	while ((${#name} <= 30)) && read -r option; do
		measure_distance "$name" "${option#--}"
		((3 * distance <= ${#name} && distance < best)) || continue
		best=$distance
		meant=$option
	done < <(grep -oE -e '--[a-z]+(-[a-z]+)*' "$PARTS/usage.txt" | sort -u)
	die_usage "unknown option '$1'${meant:+ (did you mean $meant?)}"
}

# VARIABLE OPTION PATH: sets VARIABLE to a folder that there is, absolute.
set_folder() {
	local folder
	[[ -n $3 ]] || die_usage "$2: the folder is missing"
	folder=$(cd "$(absolute "$3")" 2>/dev/null && pwd) || die_usage "$2: no such folder: $3"
	printf -v "$1" '%s' "$folder"
}

# PATH: absolute.
absolute() {
	[[ $1 == /* ]] && printf '%s' "$1" || printf '%s' "$PWD/$1"
}

parse_arguments() {
	[[ " $* " != *' --bisect '* ]] || given[--bisect]=yes
	while (($#)); do
		case $1 in
		--help | -h) given[help]=yes ;;
		--version) given[version]=yes ;;
		--check | --update | --list | --explain | --ladder | --tap | --ktap | --junit | --strict | --times | --versus)
			catalogue+=("$1")
			;;
		--bisect) catalogue+=(--check --bisect) ;;
		--install-deps) install=yes ;;
		--terminals) terminals=yes ;;
		--http) set_option --http 8080 ;;
		--keep | --bundle | --bin | --scenarios | --golden | --lang | --inside)
			(($# > 1)) || die_usage "$1 wants a value"
			set_option "$1" "$2"
			shift
			;;
		--*=*) set_option "${1%%=*}" "${1#*=}" || refuse_option "${1%%=*}" ;;
		--)
			shift
			names+=("$@")
			break
			;;
		-*) refuse_option "$1" ;;
		*) names+=("$1") ;;
		esac
		shift
	done
	[[ ! -v given[help] && ! -v given[version] ]] || return 0
	# The first of these that says anything tells the language, as for the programs.
	lang=${given[--lang]-${LC_ALL:-${LC_MESSAGES:-${LANG-}}}}
	[[ $lang == en* ]] && lang=en || lang=zh
	[[ $patience =~ ^[1-9][0-9]{0,3}$ && $patience -le 3600 ]] ||
		die_usage "HANDSHAKE_PATIENCE: a whole number of seconds up to 3600, not '$patience'"
	check_together
}

# ASKED: the runner's options. It is a check of what was named.
check_bisect() {
	local option
	for option in --update --list --strict --explain --ladder --versus; do
		[[ $1 != *" $option "* ]] || die_usage "$option cannot be combined with --bisect"
	done
	[[ -z $bundle ]] || die_usage "--bundle cannot be combined with --bisect"
	[[ -z $terminals ]] || die_usage "--terminals cannot be combined with --bisect"
	[[ -z $view ]] || die_usage "--http cannot be combined with --bisect"
	((${#names[@]} > 0)) || die_usage "--bisect wants the NAME of a scenario"
}

# What the runner does not know of.
check_together() {
	local asked=" ${catalogue[*]} "
	[[ ! -v given[--bisect] ]] || check_bisect "$asked"
	[[ $asked != *' --update '* || -z $golden_is_installed ]] ||
		die_usage "--update is for a source tree: these golden outputs are installed, in $golden"
	if [[ -n $bundle ]]; then
		[[ -z ${names[*]}${catalogue[*]}$keep$view$terminals ]] ||
			die_usage "--bundle goes with --bin, --scenarios and --golden alone: demo=NAME,... is for the kernel"
	elif [[ -n $terminals ]]; then
		[[ -z ${catalogue[*]}$keep$view ]] || die_usage "--terminals goes with a NAME, --bin and --lang alone"
		((${#names[@]} <= 1)) || die_usage "--terminals takes one scenario"
		names=("${names[0]-documented}")
		expect_exchange --terminals
	elif [[ -n $view ]]; then
		[[ $asked != *' --versus '* ]] ||
			die_usage "--http shows one play, --versus compares two: sniffer --compare A B --http serves what was kept"
		[[ $asked != *' --'@(check|update|list|tap|ktap|junit|strict)' '* ]] ||
			die_usage "--http goes with playing"
		[[ ${#names[@]} -eq 1 && ${names[0]} != all ]] || die_usage "--http wants the NAME of a scenario"
		expect_exchange --http
	elif [[ -n $keep${catalogue[*]} && $asked != *' --'@(check|update|list|versus)' '* ]]; then
		names=("${names[@]-documented}")
	fi
}

# OPTION: of a scenario that there is, and that is one exchange.
expect_exchange() {
	local file=$scenarios/${names[0]}.txt
	[[ -f $file ]] || die 2 "there is no scenario '${names[0]}': $command --list lists them"
	! grep -q '^kind: *sweep$' "$file" ||
		die_usage "${names[0]} measures many exchanges: $1 cannot act on it"
}
