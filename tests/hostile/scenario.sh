#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# scenario.sh BUILD: scenarios are data. Damaged ones, and ones that hold code for a shell, are read
# without running any of it: a message and exit status 1, or a scenario.
. "$(dirname "$0")/lib.sh"
ROOT=$FOLDER/root
mkdir -p "$ROOT/tests/scenarios"
canary=$FOLDER/canary

# FILE: reads it as run_demo.sh does.
read_scenario() {
	cp "$1" "$ROOT/tests/scenarios/tried.txt"
	(
		# shellcheck source=tests/demo/message.sh
		. "$HERE/../demo/message.sh"
		# shellcheck source=/dev/null # checked where run_demo.sh sources it
		. "$HERE/../demo/scenario.sh"
		scenario_read tried
	) >"$FOLDER/out" 2>"$FOLDER/err"
	status=$?
	[[ ! -e $canary ]] || fail "code in a scenario was run: $(cat "$1")"
	[[ $status -le 2 ]] || fail "exit status $status: $(cat "$FOLDER/err")"
	! grep -q -E 'syntax error|unbound|command not found|bad (array|substitution)' "$FOLDER/err" ||
		fail "the shell says: $(cat "$FOLDER/err")"
}

keys=$(sed -n "/^scenario_keys='/,/'/p" "$HERE/../demo/scenario.sh" | tr -d "'\n" | sed 's/scenario_keys=//')
# shellcheck disable=SC1003,SC2016 # code for the shell that must not run it
values=('$(touch CANARY)' '`touch CANARY`' '; touch CANARY' '"; touch CANARY; "' "'; touch CANARY; '"
	'a[$(touch CANARY)]' '${x:=$(touch CANARY)}' '-v x[$(touch CANARY)]' $'\e]0;x\a' '%n %s' '*' '\')
for value in "${values[@]}"; do
	for key in $keys; do
		printf '%s: %s\n' "$key" "$value"
	done | sed "s|CANARY|$canary|g" >"$FOLDER/scenario"
	read_scenario "$FOLDER/scenario"
done
# shellcheck disable=SC2016
for key in 'a[$(touch CANARY)]' '$(touch CANARY)' '`touch CANARY`'; do
	printf '%s: x\n' "$key" | sed "s|CANARY|$canary|g" >"$FOLDER/scenario"
	read_scenario "$FOLDER/scenario"
done
tries=0
for file in "$HERE"/../scenarios/*.txt; do
	tries=$((tries + 1))
	"$TOOLS/flip" $tries $((tries % 10 + 1)) 0 <"$file" >"$FOLDER/scenario"
	read_scenario "$FOLDER/scenario"
done
echo "$tries damaged scenarios"
