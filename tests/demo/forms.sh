# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the lines of a scenario may be. Some of their words reach arithmetic, nft, sysctl and the command
# lines of the programs, so a word that has not its form is refused before anything is played.

# What a word is: an extended regular expression for the whole of it, and the same in words.
declare -A form_pattern=(
	[text]='.*'
	[number]='0|[1-9][0-9]{0,6}'
	[count]='[1-9][0-9]{0,6}'
	[milliseconds]='[1-9][0-9]{0,6}'
	[silence]='[1-9][0-9]{0,6}|any'
	[status]='[0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5]'
	[option]='--[a-z][a-z0-9-]*(=[A-Za-z0-9.,:_@%+-]*)?'
	[tool]='[a-z][a-z0-9-]*'
	[program]='client[23]?|server2?'
	[side]='client|server'
	[segment]='(syn|syn-ack|ack|data|fin|any)(:[1-9][0-9]{0,5})?'
	[many]='[1-9][0-9]{0,5}|all'
	[sysctl]='net\.ipv[46](\.[a-z0-9_]+)+'
	[setting]='[a-z0-9_-]+'
	[name]='[a-z0-9-]+'
	[first]='client|server|both|none'
	[state]='[A-Z0-9-]+'
	[counters]='netstat|snmp'
	[counter]='[A-Za-z0-9]+'
	[comparison]='listing|segments|sides|totals'
)
declare -A form_words=(
	[text]='a text'
	[number]='a whole number'
	[count]='a whole number from 1'
	[milliseconds]='a whole number of milliseconds'
	[silence]='a whole number of milliseconds, or any'
	[status]='an exit status'
	[option]='an option --NAME or --NAME=VALUE'
	[tool]='the name of a program'
	[program]='client, client2, client3, server or server2'
	[side]='client or server'
	[segment]='syn, syn-ack, ack, data, fin or any, or one of these with :N'
	[many]='a whole number from 1, or all'
	[sysctl]='a setting of net.ipv4. or net.ipv6.'
	[setting]='a value of letters and digits'
	[name]='a name'
	[first]='client, server, both or none'
	[state]='a state of TCP'
	[counters]='netstat or snmp'
	[counter]='the name of a counter'
	[comparison]='listing, segments, sides or totals'
)

# What a line is, a row for each way. <FORM> is one word of that form, <FORM>? may be missing, <FORM>+
# is one or more of them, <FORM>* any number; any other word is itself.
declare -A line_rows=(
	[title-zh]='<text>*' [title-en]='<text>*' [look-zh]='<text>*' [look-en]='<text>*'
	[why-zh]='<text>*' [why-en]='<text>*' [golden-2]='<text>+'
	[server]='<option>*' [client]='<option>*' [needs]='<tool>*'
	[client-exit]='<status>' [client2-exit]='<status>' [client3-exit]='<status>'
	[server-exit]='<status>' [server2-exit]='<status>'
	[until-phases]='<count>' [late-after-ms]='<number>' [delayed-acks]='<number>'
	[silences]='<silence>*' [lossless]='yes' [kind]='sweep' [compare]='<comparison>'
	[expect]='<name> <name> <first>' [labels]='<name>+' [proof]='<counters> <counter> <number>'
	[unwitnessed]='<side> <state> <state> <text>+'
	[set-up]='sysctl <sysctl> <setting>+
drop <side> <segment> <many>?
mark-ce <side> <segment> <many>?
clamp-mss <side> <count>
lo mtu <count>
lo gso-max-segs <count>'
	[step]='server <option>*
server2 <option>*
server2! <option>*
client <option>*
client2 <option>*
client3 <option>*
await <program> ended
await <program> says <text>+
await phases <count>
await segments <count>
await queued <count>
tell <program> USR1
end <program>
clear rules
slow lo
fast lo
pause <milliseconds>'
)

# Those that may be given again, and then have lines, or (of words) the words of all.
repeated_keys=' look-zh look-en why-zh why-en server client needs labels expect unwitnessed set-up step '

# FORM WORD
has_form() {
	[[ $2 =~ ^(${form_pattern[$1]})$ ]]
}

# ROW: whether words is that; if not, sets fits to the number of words that are right, and wrong to what
# the next one should be.
is_row() {
	local item items form i=0
	read -r -a items <<<"$1"
	for item in "${items[@]}"; do
		form=${item#<}
		form=${form%>*}
		wrong=${form_words[$form]-"'$item'"}
		fits=$i
		case $item in
		'<'*'>') ((i < ${#words[@]})) && has_form "$form" "${words[i]}" || return 1 ;;
		'<'*'>?') ((i == ${#words[@]})) || has_form "$form" "${words[i]}" || return 1 ;;
		'<'*'>'[+*])
			[[ $item == *'*' ]] || ((i < ${#words[@]})) || return 1
			for (( ; i < ${#words[@]}; i++)); do
				fits=$i
				has_form "$form" "${words[i]}" || return 1
			done
			;;
		*) [[ ${words[i]-} == "$item" ]] || return 1 ;;
		esac
		i=$((i + 1))
	done
	fits=${#items[@]} wrong='nothing more'
	((i >= ${#words[@]}))
}

# KEY LINE: sets fault to what is wrong with it, if anything. Of the rows the one that fits the longest
# tells what is missed.
check_line() {
	local rows row words fits wrong best=-1 missed=''
	read -r -a words <<<"$2"
	mapfile -t rows <<<"${line_rows[$1]}"
	if [[ $1 == step && ${words[0]-} == set-up ]]; then
		words=("${words[@]:1}")
		mapfile -t rows <<<"${line_rows[set-up]}"
	fi
	for row in "${rows[@]}"; do
		! is_row "$row" || return 0
		((fits > best)) || continue
		best=$fits missed=$wrong
	done
	((best > 0 || ${#rows[@]} == 1)) || missed='a word of the vocabulary'
	fault="$1 '$2': $missed is missing"
	((best >= ${#words[@]})) || fault="$1 '$2': $missed, not '${words[best]}'"
}

# NUMBER LINE: the same for any line of a scenario; met has the keys of those before it.
check_numbered() {
	local key=${2%%:*} value=${2#*:}
	if [[ $2 == *[$'\001'-$'\037\177']* || $2 == *$'\302'[$'\200'-$'\237']* ]]; then
		fault="line $1: a control character"
	elif ((${#2} > 4000)); then
		fault="line $1: longer than 4000 bytes"
	elif [[ $2 != [!#]* ]]; then
		: # empty, or a comment
	elif [[ $2 != *:* || ! $key =~ ^[a-z0-9-]+$ || -z ${line_rows[$key]-} ]]; then
		fault="line $1: '$key' is no key of a scenario"
	elif [[ -n ${met[$key]-} && $repeated_keys != *" $key "* ]]; then
		fault="line $1: $key is given twice"
	else
		met[$key]=yes
		check_line "$key" "${value#"${value%%[! ]*}"}"
	fi
}

# LINE...: of a scenario; prints what is wrong with the first that is wrong. In a shell of its own, for
# it changes the locale: what [a-z] is must not depend on it.
scenario_fault() (
	LC_ALL=C
	declare -A met=()
	fault='' number=0
	for line; do
		number=$((number + 1))
		check_numbered $number "$line"
		[[ -z $fault ]] || break
	done
	printf '%s' "$fault"
)
