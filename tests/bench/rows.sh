# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The table: a row has a section, a name, a unit and as many values as there were runs. Whoever
# sources this has work (a folder), runs and json.

names=() units=() bases=() command_rows=() command_packets=() commands=()

# NAME UNIT BASE: sets row to its number. BASE: the row that it is compared with; its own number, or
# none, for a floor.
add_row() {
	row=${#names[@]}
	names+=("$1") units+=("$2") bases+=("${3:-$row}")
}

# ROW VALUE
add_value() {
	printf '%s\n' "$2" >>"$work/values.$1"
}

median() {
	sort -g "$1" | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

# COMMAND...: sets cpu to its CPU time, user and system, in seconds.
take_cpu_seconds() {
	local TIMEFORMAT='%U %S'
	{ time "$@" >/dev/null 2>&1; } 2>"$work/time" || say "failed: $*"
	cpu=$(awk '{ print $1 + $2 }' "$work/time")
}

# NAME PACKETS BASE COMMAND: a row of CPU time a packet, which measure_commands fills.
add_command() {
	add_row "$1" 'ns a packet' "$3"
	command_rows+=("$row") command_packets+=("$2") commands+=("$4")
}

# All that were added, in turn, as often as there are runs.
measure_commands() {
	local run i
	for ((run = 0; run < runs; run++)); do
		for i in "${!command_rows[@]}"; do
			# shellcheck disable=SC2086 # words
			take_cpu_seconds ${commands[i]}
			add_value "${command_rows[i]}" \
				"$(awk -v s="$cpu" -v n="${command_packets[i]}" 'BEGIN { print s / n * 1e9 }')"
		done
	done
	command_rows=() command_packets=() commands=()
}

# What was measured on, and when.
machine() {
	printf '%s, %s processors, Linux %s, %s' \
		"$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | sed 1q)" "$(nproc)" \
		"$(uname -r)" "$(date +%F)"
}

print_table() {
	local i separator=''
	[[ -z $json ]] || printf '{"machine":"%s","runs":%d,"rows":[' "$(machine)" "$runs"
	[[ -n $json ]] || printf '# %s\n%-58s %12s %-14s %8s\n' "$(machine)" row median unit ratio
	for i in "${!names[@]}"; do
		[[ -e $work/values.$i && -e $work/values.${bases[i]} ]] || continue
		awk -v name="${names[i]}" -v unit="${units[i]}" -v json="$json" \
			-v value="$(median "$work/values.$i")" -v separator="$separator" \
			-v base="$(median "$work/values.${bases[i]}")" 'BEGIN {
			ratio = base > 0 ? value / base : 0
			if (json)
				printf "%s{\"row\":\"%s\",\"unit\":\"%s\",\"median\":%.6g,\"ratio\":%.3f}",
					separator, name, unit, value, ratio
			else
				printf "%-58s %12.6g %-14s %8.2f\n", name, value, unit, ratio
		}'
		separator=,
	done
	[[ -z $json ]] || printf ']}\n'
}
