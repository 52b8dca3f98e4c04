#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# sweep_exchanges.sh PROGRAMS FOLDER RUNS DELAY...: the exchanges of a sweep, several connections side
# by side. Starts a server for each close delay (milliseconds), lets RUNS clients visit each, one
# server after the other, and ends when every connection is closed. Prints "delay DELAY port PORT" for
# each server. Leaves pipes in FOLDER. Exit status: 0 done, 1 failed, 75 waited in vain.
set -u
# shellcheck source=tests/demo/exit_on.sh
. "$(dirname "$0")/exit_on.sh"
programs=$1 folder=$2 runs=$3
shift 3
delays=("$@")
outputs=() # file descriptors, what each server prints
ports=()
pids=()
patience=${HANDSHAKE_PATIENCE:-10} # seconds for a server to say the next thing

finish() {
	local status=$?
	trap '' HUP INT TERM
	((${#pids[@]} == 0)) || kill "${pids[@]}" 2>/dev/null
	wait "${pids[@]}" 2>/dev/null
	exit "$status"
}

# TEXT...
die() {
	printf '%s\n' "$*" >&2
	exit 1
}

# INDEX PATTERN: reads on until the server prints a line that contains PATTERN; sets line.
await_line() {
	local server="the server with a close delay of ${delays[$1]} ms" status said=nothing
	while IFS= read -r -t "$patience" -u "${outputs[$1]}" line; status=$? && ((status == 0)); do
		[[ $line != *"$2"* ]] || return 0
		said="'$line'"
	done
	((status > 128)) || die "$server says $said, not '$2'"
	printf '%s\n' "$server to say '$2'" >&2
	exit 75
}

start_servers() {
	local i both from to death=()
	setpriv --pdeathsig=TERM true 2>/dev/null && death=(setpriv --pdeathsig=TERM --)
	mkfifo "${delays[@]/#/$folder/delay.}" || exit 1
	for i in "${!delays[@]}"; do
		# Read and write first: opening a pipe waits for its other end otherwise.
		exec {both}<>"$folder/delay.${delays[i]}"
		# shellcheck disable=SC2094 # it is a pipe
		exec {from}<"$folder/delay.${delays[i]}" {to}>"$folder/delay.${delays[i]}" {both}>&-
		"${death[@]}" "$programs/server" --lang=en -p 0 -a 127.0.0.1 \
			--close-delay="${delays[i]}" >&"$to" 2>&1 {from}<&- &
		pids+=($!)
		outputs+=("$from")
		exec {to}>&-
	done
	for i in "${!delays[@]}"; do
		await_line "$i" 'listening on '
		ports[i]=${line##*:}
		printf 'delay %d port %d\n' "${delays[i]}" "${ports[i]}"
	done
}

visit_servers() {
	local run port
	for ((run = 0; run < runs; run++)); do
		for port in "${ports[@]}"; do
			"$programs/client" -q -H 127.0.0.1 -p "$port" || exit 1
		done
	done
}

await_closes() {
	local run i
	for i in "${!delays[@]}"; do
		for ((run = 0; run < runs; run++)); do
			await_line "$i" 'left: '
		done
	done
}

trap finish EXIT
exit_on HUP 129
exit_on INT 130
exit_on TERM 143
start_servers
visit_servers
await_closes
