#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# scenario.sh BUILD: scenarios are data. Damaged ones, and ones that hold code for a shell, are read by the
# runner of the catalogue and by --terminals without running any of it: a line that says what is wrong, or
# a scenario.
. "$(dirname "$0")/lib.sh"
RUNNER=$BUILD/libexec/catalogue_runner
ROOT=$FOLDER/root
scenarios=$ROOT/tests/catalogue/scenarios
mkdir -p "$scenarios"
canary=$FOLDER/canary
tries=0

# Lists what is in $scenarios: each of its COUNT files has its line, on one of the two outputs.
list() {
	local count=$1
	"$RUNNER" --scenarios "$scenarios" --list --lang=en >"$FOLDER/out" 2>"$FOLDER/err"
	status=$?
	[[ $status -le 1 ]] || fail "exit status $status: $(head -n 3 "$FOLDER/err")"
	[[ ! -e $canary ]] || fail "code was run"
	[[ $(cat "$FOLDER/out" "$FOLDER/err" | grep -c '^[^#]') -eq $count ]] ||
		fail "$count scenarios, told are $(wc -l <"$FOLDER/out") and $(wc -l <"$FOLDER/err")"
	! grep -v '^catalogue_runner: scenarios/[a-z0-9-]*\.txt: ' "$FOLDER/err" || fail "it does not say what is wrong"
	! LC_ALL=C grep -q '[[:cntrl:]]' "$FOLDER/err" || fail "control characters on the terminal"
	tries=$((tries + count))
}

# Code for the shells that must not run it, and the like.
# shellcheck disable=SC2016,SC1003
evil=('$(>CANARY)' '`>CANARY`' ';>CANARY' '";>CANARY;"' "';>CANARY;'" "'\$(>CANARY)'" 'a[$(>CANARY)]'
	'1+rules[$(>CANARY)]' '${x:=$(>CANARY)}' '7$(>CANARY)' '{>CANARY;}' '--x=$(>CANARY)' '|/bin/sh'
	'syn:rules[$(>CANARY)]' 'net.ipv4.$(>CANARY)' '%n' '*' '\' '../../x' '#(>CANARY)' $'\303\251' $'\e]0;x\a')
evil=("${evil[@]//CANARY/$canary}")

# In place of each word of the real scenarios' lines, but for texts, where all words are good.
mapfile -t lines < <(cat "$HERE"/../catalogue/scenarios/*.txt |
	grep -v '^#\|^\(title\|look\|why\)-\|^golden-2\|^border-\|^kernel-differs\|^step: await [a-z0-9]* says' | sort -u)
((${#lines[@]} > 100)) || fail "the scenarios were not found"
for line in "${lines[@]}"; do
	read -r -a words <<<"$line"
	spoilt=0
	for ((i = 1; i < ${#words[@]}; i++)); do
		for word in "${evil[@]}"; do
			spoilt=$((spoilt + 1))
			printf 'until-phases: 3\n%s\n' "${words[*]:0:i} $word ${words[*]:i+1}" >"$scenarios/s$spoilt.txt"
		done
	done
	((spoilt > 0)) || continue
	list "$spoilt"
	[[ ! -s $FOLDER/out ]] || fail "'$line' with another word is a scenario: $(head -n 1 "$FOLDER/out")"
	rm "$scenarios"/*.txt
done

# The shell of --terminals does not run the client's words either.
for part in message terminals; do
	# shellcheck source=/dev/null # checked where run_demo.sh sources it
	. "$HERE/../demo/$part.sh"
done
# shellcheck disable=SC2034 # for write_shell_setup
work=$FOLDER lang_words=()
for word in "${evil[@]}"; do
	printf 'client: %s\n' "$word" >"$scenarios/tried.txt"
	! (read_options tried) 2>"$FOLDER/err" || fail "--terminals takes '$word' for an option"
	# shellcheck disable=SC2034 # for write_shell_setup
	client_options=("$word")
	write_shell_setup
	"$BASH" "$work/shell.rc" >"$FOLDER/out" 2>&1
	[[ ! -e $canary ]] || fail "code was run: $(<"$work/shell.rc")"
done
rm "$scenarios"/*.txt

# Damaged ones.
for round in 1 2 3; do
	damaged=0
	for file in "$HERE"/../catalogue/scenarios/*.txt; do
		damaged=$((damaged + 1))
		"$TOOLS/flip" $((damaged * round)) $((damaged % 10 + 1)) 0 <"$file" >"$scenarios/${file##*/}"
	done
	list "$damaged"
done
echo "$tries scenarios, $damaged of them damaged three times"
