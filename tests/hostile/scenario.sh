#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# scenario.sh BUILD: scenarios are data. Damaged ones, and ones that hold code for a shell, are read
# without running any of it: a line that says what is wrong, or a scenario.
. "$(dirname "$0")/lib.sh"
ROOT=$FOLDER/root
mkdir -p "$ROOT/tests/scenarios"
tried=$ROOT/tests/scenarios/tried.txt
canary=$FOLDER/canary
tries=0
for part in message forms scenario terminals; do
	# shellcheck source=/dev/null # checked where run_demo.sh sources it
	. "$HERE/../demo/$part.sh"
done

# FILE: that held code, which was not run.
expect_no_canary() {
	[[ ! -e $canary ]] || fail "code was run: $(tr -d '\0' <"$1")"
}

# The scenario in $tried is read as run_demo.sh does; sets status.
read_tried() {
	local said
	scenario_read tried >"$FOLDER/out" 2>"$FOLDER/err"
	status=$?
	expect_no_canary "$tried"
	mapfile -t said <"$FOLDER/err"
	[[ $status -le 1 && ! -s $FOLDER/out && ${#said[@]} -eq $status ]] ||
		fail "exit status $status: $(cat "$FOLDER/err") of $(tr -d '\0' <"$tried")"
	[[ $status -eq 0 || ${said[0]} == 'run_demo.sh: scenarios/tried.txt: '* && ${said[0]} != *[[:cntrl:]]* ]] ||
		fail "it does not say what is wrong: $(cat -v "$FOLDER/err")"
	tries=$((tries + 1))
}

# STATUS KEY WORD...: of reading a scenario that has such a line.
expect_read() {
	local needed='until-phases: 3'
	[[ $2 != until-phases ]] || needed=''
	printf '%s\n%s: %s\n' "$needed" "$2" "${*:3}" >"$tried"
	read_tried
	[[ $status -eq $1 ]] || fail "exit status $status, not $1: $2: ${*:3}: $(cat "$FOLDER/err")"
}

# A word that has its form, for each form.
declare -A sample=(
	[text]=words [number]=0 [count]=7 [milliseconds]=100 [silence]=any [status]=1 [option]=--close=half
	[tool]=nft [program]=client2 [side]=server [segment]=syn-ack:2 [many]=all
	[sysctl]=net.ipv4.tcp_sack [setting]=0 [name]=3-way [first]=both [state]=FIN-WAIT-1
	[counters]=netstat [counter]=TcpExtSyncookiesSent [comparison]=totals
)
# Words that no form but a text has: code for the shells that must not run it, and the like.
# shellcheck disable=SC2016,SC1003
evil=('$(>CANARY)' '`>CANARY`' ';>CANARY' '";>CANARY;"' "';>CANARY;'" "'\$(>CANARY)'" 'a[$(>CANARY)]'
	'1+rules[$(>CANARY)]' '${x:=$(>CANARY)}' '7$(>CANARY)' '{>CANARY;}' '--x=$(>CANARY)' '|/bin/sh'
	'syn:rules[$(>CANARY)]' 'net.ipv4.$(>CANARY)' '%n' '*' '\' '../../x' '#(>CANARY)' $'\303\251')
evil=("${evil[@]//CANARY/$canary}")
# And words that are no number.
odd=(0x7 1e3 08 -1 99999999 1+1 rules)

# KEY ROW: of line_rows, as it should be and spoilt.
try_row() {
	local key=$1 items=() line=() word words i form
	read -r -a items <<<"$2"
	for i in "${!items[@]}"; do
		line[i]=${items[i]}
		form=${items[i]#<}
		[[ ${items[i]} != '<'* ]] || line[i]=${sample[${form%>*}]}
	done
	expect_read 0 "$key" "${line[@]}"
	expect_read 1 "$key" "${line[@]}" $'\e]0;x\a'
	[[ $2 == *[+*] ]] || expect_read 1 "$key" "${line[@]}" more
	for i in "${!items[@]}"; do
		words=("${evil[@]}")
		case ${items[i]} in
		'<number>'* | '<count>'* | '<milliseconds>'* | '<silence>'* | '<status>'* | '<many>'*) words+=("${odd[@]}") ;;
		esac
		for word in "${words[@]}"; do
			word=("${line[@]:0:i}" "$word" "${line[@]:i+1}")
			[[ ${items[i]} == '<text>'* ]]
			expect_read $? "$key" "${word[@]}"
		done
	done
}

# shellcheck disable=SC2154 # of forms.sh
for key in "${!line_rows[@]}"; do
	mapfile -t rows <<<"${line_rows[$key]}"
	for row in "${rows[@]}"; do
		try_row "$key" "$row"
		[[ $key != set-up ]] || try_row step "set-up $row"
	done
done
for key in step set-up client-exit until-phases proof expect compare; do
	expect_read 1 "$key"
done
for word in "${evil[@]}" 'title-zh title-en' ''; do
	printf 'until-phases: 3\n%s: x\n' "$word" >"$tried"
	read_tried
	[[ $status -eq 1 || $word == '#'* ]] || fail "the key '$word' is not refused"
done
printf 'until-phases: 3\nproof: netstat A 1\nproof: netstat A 1\n' >"$tried"
read_tried
[[ $status -eq 1 ]] || fail "a second proof is not refused"

# The shell of --terminals does not run the client's words either, should they ever get there.
# shellcheck disable=SC2034 # for write_shell_setup
work=$FOLDER lang_words=()
# shellcheck disable=SC2034
for word in "${evil[@]}"; do
	scenario=([client]=$word)
	write_shell_setup
	"$BASH" "$work/shell.rc" >"$FOLDER/out" 2>&1
	expect_no_canary "$work/shell.rc"
done

damaged=0
for file in "$HERE"/../scenarios/*.txt; do
	damaged=$((damaged + 1))
	"$TOOLS/flip" $damaged $((damaged % 10 + 1)) 0 <"$file" >"$tried"
	read_tried
done
echo "$tries scenarios, $damaged of them damaged"
