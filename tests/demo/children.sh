# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The programs that a scenario runs, and the events they give: a line on stdout or stderr, and their
# end. The script waits in one place only (next_event), on one FIFO into which a small pump per
# stream writes "STREAM line;" and "STREAM end;"; the lines themselves go to $work/STREAM. STREAM is
# NAME.out or NAME.err. So every wait ends at once when a program dies, and every wait is bounded.

work=''               # temporary folder of this scenario
declare -A pid=()     # of the programs that run, by name
declare -A reader=()  # file descriptor that reads $work/STREAM, by stream
partial=''            # what was read of the next event
declare -A streams=() # number of streams that a program still has open
declare -A ending=()  # programs that are expected to end, with this status (or any)
declare -A ended_with=() # status of the programs that have ended, by name
ends=()               # file descriptors of the pipes of the program that is being started

# Command before each program: TERM for it when this script is killed, and no program at all when the
# script was killed before that was arranged. A session of its own, as in a terminal of its own: a
# kernel that shares the processors by session lets it wait less for busy neighbours.
prefix=()

# VARIABLE: becomes the name of a temporary folder, which is made then: a signal in between finds the
# name and removes what is there. (mktemp makes first, and tells the name later.)
make_folder() {
	local why
	printf -v "$1" '%s/run_demo.%d-%d' "${TMPDIR:-/tmp}" $$ "$SRANDOM"
	why=$(mkdir -m 700 -- "${!1}" 2>&1) || {
		printf -v "$1" ''
		no_room "$why"
	}
	# A scenario needs some ten times that.
	why=$(printf '%65536s' '' 2>&1 >"${!1}/room") || no_room "$why"
	rm "${!1}/room"
}

# REASON: of a tool. Does not return.
no_room() {
	die 1 "cannot write temporary files to ${TMPDIR:-/tmp}: ${1##*: } (TMPDIR names another place)"
}

make_work_folder() {
	local name fifos=()
	partial=''
	make_folder work
	for name in "${program_names[@]}" server2 client2 client3 witness; do
		fifos+=("$work/$name.out.fifo" "$work/$name.err.fifo")
	done
	mkfifo "$work/events" "${fifos[@]}" || exit 1
	# Read and write: opening does not wait for the other side.
	exec {events}<>"$work/events"
	arrange_prefix
}

# Sets prefix.
arrange_prefix() {
	# shellcheck disable=SC2016 # for sh
	setpriv --pdeathsig=TERM true 2>/dev/null && prefix=(setpriv --pdeathsig=TERM -- setsid
		sh -c '[ "$PPID" = "$0" ] && exec "$@"' $$)
}

# STREAM: sets pipe_read and pipe_write to the ends of its pipe.
make_pipe() {
	local both fifo=$work/$1.fifo
	# shellcheck disable=SC2094 # it is a pipe
	exec {both}<>"$fifo" {pipe_read}<"$fifo" {pipe_write}>"$fifo" {both}>&-
	ends+=("$pipe_read" "$pipe_write")
}

# A pump ends when nobody holds the other end any more, not even this script.
close_ends() {
	local end
	for end in "${ends[@]}"; do
		exec {end}>&-
	done
	ends=()
}

# STREAM, from stdin to stdout: each line, then the event. Outlives the signals that end the
# program; it ends with the stream.
pump() {
	local line
	trap '' HUP INT TERM
	while IFS= read -r line || [[ -n $line ]]; do
		printf '%s\n' "$line"
		printf '%s line;\n' "$1" >&"$events"
	done
	printf '%s end;\n' "$1" >&"$events"
}

# NAME COMMAND...: in the background.
start() {
	local name=$1 out_read out_write err_read err_write stream file
	shift
	make_pipe "$name.out"
	out_read=$pipe_read out_write=$pipe_write
	make_pipe "$name.err"
	err_read=$pipe_read err_write=$pipe_write
	for stream in "$name.out" "$name.err"; do
		: >"$work/$stream"
		exec {file}<"$work/$stream"
		reader[$stream]=$file
	done
	streams[$name]=2
	pump "$name.out" <&"$out_read" >>"$work/$name.out" {out_write}>&- {err_write}>&- &
	pump "$name.err" <&"$err_read" >>"$work/$name.err" {out_write}>&- {err_write}>&- &
	"${prefix[@]}" "$@" >&"$out_write" 2>&"$err_write" </dev/null \
		{out_read}<&- {err_read}<&- {out_write}>&- {err_write}>&- {events}>&- 8>&- &
	pid[$name]=$!
	close_ends
}

# NAME: tells it to end.
tell_to_end() {
	measure_program "$1"
	ending[$1]=$(expected_status "$1")
	[[ -z $missing ]] || ending[$1]=any
	[[ -z ${pid[$1]-} ]] || kill -TERM "${pid[$1]}" 2>/dev/null
}

# MICROSECONDS: waits at most that long for one event, and handles it. A read whose time is up may have
# taken a part of the event, or all of it with its newline: an event ends at its semicolon.
next_event() {
	local limit=$1 event='' due
	# A signal that comes right before read would wait as long as read does: not for long.
	((limit < tick_us)) || limit=$tick_us
	due=$((${EPOCHREALTIME/[.,]/} + limit))
	printf -v limit '%d.%06d' $((limit / 1000000)) $((limit % 1000000))
	IFS= read -r -t "$limit" -u "$events" event || measure_tick $((${EPOCHREALTIME/[.,]/} - due))
	partial+=$event
	while [[ $partial == *';'* ]]; do
		event=${partial%%;*}
		partial=${partial#*;}
		on_event "${event% *}" "${event#* }"
	done
}

# STREAM line|end: on_line() of play.sh, or the end of a program.
on_event() {
	local stream=$1 what=$2 line file=${reader[$1]}
	if [[ $what == line ]]; then
		IFS= read -r -u "$file" line
		on_line "$stream" "$line"
		return
	fi
	exec {file}<&-
	streams[${stream%.*}]=$((streams[${stream%.*}] - 1))
	((streams[${stream%.*}] > 0)) || on_end "${stream%.*}"
}

# NAME has closed both streams.
on_end() {
	local status
	wait "${pid[$1]}"
	status=$?
	unset "pid[$1]"
	ended_with[$1]=$status
	[[ ${ending[$1]-} == "$status" || ${ending[$1]-} == any ]] || fault_of_programs "$1" "$status"
}

has_ended() {
	[[ -z ${pid[$1]-} ]]
}

# SECONDS WHAT CONDITION...: handles events until the command CONDITION is true.
await() {
	local what=$2 end left
	end=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000)) # microseconds since the epoch
	shift 2
	until "$@"; do
		left=$((end - ${EPOCHREALTIME/[.,]/}))
		((left > 0)) || vain "$what"
		next_event "$left"
	done
}

# The same, but what was waited for in vain is noted in missing.
await_or_miss() {
	local what=$2 end left
	end=$((${EPOCHREALTIME/[.,]/} + $1 * 1000000))
	shift 2
	until "$@"; do
		left=$((end - ${EPOCHREALTIME/[.,]/}))
		if ((left <= 0)); then
			missing=$what
			missed_slowly=$(vain_lateness)
			return
		fi
		next_event "$left"
	done
}

# STATUS in words.
status_words() {
	if (($1 > 128)); then
		printf 'was killed by signal %d (%s)' $(($1 - 128)) "$(kill -l $(($1 - 128)))"
	elif (($1 == 0)); then
		printf 'ended too early'
	else
		printf 'ended with status %d' "$1"
	fi
}

# NAME STATUS: it died. When another one died that was not noticed yet, that one is told too: it may
# be the cause.
fault_of_programs() {
	local name status
	declare -A dead=([$1]=$2)
	for name in "${!pid[@]}"; do
		[[ -z ${ending[$name]-} || $name == client* ]] || continue
		kill -0 "${pid[$name]}" 2>/dev/null && continue
		wait "${pid[$name]}"
		dead[$name]=$?
	done
	for name in sniffer server server2 client client2 client3 witness; do
		status=${dead[$name]-}
		[[ -n $status && $status != "${ending[$name]-}" ]] || continue
		say "${scenario[name]}: the $name $(status_words "$status")"
		tail -n 5 "$work/$name.err" | sed "s/^/  $name: /" | tell_lines
	done
	scenario_failed
}

# TEXT...: the scenario cannot go on.
fault() {
	say "${scenario[name]}: $*"
	scenario_failed
}

# WHAT did not come within the patience. Does not return.
vain() {
	local why
	why=$(vain_lateness)
	[[ -n $why ]] || fault "waited in vain for $1"
	why="waited in vain for $1: $why: $too_slow"
	[[ $action != update ]] || not_updated "$why"
	verdict INCONCLUSIVE "${scenario[name]}" "$why"
	next_name
}

# Ends what still runs: TERM (again, for a child that was told before it had become its program),
# and KILL for what is left after three seconds. The pumps end with what they read from.
end_children() {
	local running tick tries=0
	close_ends
	while running=$(jobs -rp) && [[ -n $running ]]; do
		tries=$((tries + 1))
		# shellcheck disable=SC2086 # a list of process ids
		kill "-$( ((tries <= 15)) && echo TERM || echo KILL)" $running 2>/dev/null
		sleep 0.2 &
		tick=$!
		while kill -0 "$tick" 2>/dev/null && [[ $(jobs -rp) != "$tick" ]]; do
			wait -n
		done
		kill -KILL "$tick" 2>/dev/null
		wait "$tick"
	done
	pid=()
} 2>/dev/null

# On exit, however it comes.
finish() {
	local status=$?
	# A child that is told to end before it has become its program can get here too.
	[[ $BASHPID -eq $$ ]] || exit "$status"
	trap '' HUP INT TERM PIPE
	# The signal may have come in the middle of `IFS= read -t`: that IFS still holds, and bash 5.2
	# still minds that timer, and would crash when it runs out. Another read takes its place.
	IFS=$' \t\n'
	[[ -z ${events-} ]] || read -r -t 0.001 -u "$events"
	end_build
	end_checks
	end_view
	leave_scenario
	exit "$status"
}

# Nothing of the scenario stays: no process, no file.
leave_scenario() {
	end_terminals
	end_children
	[[ -z $work ]] || rm -rf "$work"
	work=''
}
