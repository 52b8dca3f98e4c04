# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The documented capture: the three programs as three terminals would have them. Each wait is for a line
# that a program prints, or for its end, and at last the listing is compared with its reference. Each
# program is ended after $patience seconds, so that every wait has an end.

declare -A pid=()        # of the programs that run
declare -A ended_with=() # status of those that have ended
declare -A stream=()     # file descriptors that read NAME.out and NAME.err of each
listing=''               # as the sniffer printed it
wanted=''                # what is waited for
killed_at=$patience      # from which second on one that does not end is killed

# Sets prefix, the command before each program: a session of its own, as in a terminal of its own; its end
# after $patience seconds, by KILL where it does not want to; and TERM for it when this script is killed.
arrange_prefix() {
	prefix=(setsid timeout --foreground -k 3 "$patience") # which signals it once
	# shellcheck disable=SC2016 # for sh
	! setpriv --pdeathsig=TERM true 2>/dev/null || prefix=(setpriv --pdeathsig=TERM --
		sh -c '[ "$PPID" = "$0" ] && exec "$@"' $$ "${prefix[@]}")
}

# NAME OPTIONS...
start() {
	local name=$1 out err
	shift
	mkfifo "$work/$name.out" "$work/$name.err" || exit 1
	"${prefix[@]}" "$programs/$name" "${lang_words[@]}" "$@" \
		>"$work/$name.out" 2>"$work/$name.err" </dev/null &
	pid[$name]=$!
	exec {out}<"$work/$name.out" {err}<"$work/$name.err"
	stream[$name.out]=$out stream[$name.err]=$err
}

# STREAM: sets line to its next one; false when there is no more.
next_line() {
	IFS= read -r -u "${stream[$1]}" line || [[ -n $line ]] || return 1
	printf '%s\n' "$line" >>"$work/$1.said"
}

# STREAM PATTERN WHAT: reads on up to a line that matches PATTERN.
await_line() {
	wanted=$3
	while next_line "$1"; do
		# shellcheck disable=SC2053 # a pattern
		[[ $line != $2 ]] || return 0
	done
	ended "${1%.*}"
}

# A line of the listing: to the reader, and kept.
show_line() {
	listing+=$line$'\n'
	pass_on "$line"
}

# Shows the listing up to its last phase line.
show_phases() {
	local left=3
	wanted="$left phases"
	while ((left > 0)); do
		next_line sniffer.out || ended sniffer
		show_line
		[[ $line != '#'* ]] || left=$((left - 1))
	done
}

# NAME: waits for its end, which should be a good one.
await_end() {
	reap "$1"
	((ended_with[$1] == 0)) || ended "$1"
}

reap() {
	wait "${pid[$1]}" 2>/dev/null # bash would tell who was killed
	ended_with[$1]=$?
	unset "pid[$1]"
}

# NAME: it has ended when it should not, or not as it should. Others that died are told with it: they may
# be the cause. Does not return.
ended() {
	local name
	for name in "${!pid[@]}"; do
		[[ $name != "$1" ]] && kill -0 "${pid[$name]}" 2>/dev/null || reap "$name"
	done
	for name in sniffer server client; do
		[[ ${ended_with[$name]-0} -eq 0 && $name != "$1" ]] || tell_end "$name" "${ended_with[$name]}"
	done
	exit 1
}

# NAME STATUS: and its last words.
tell_end() {
	local how="the $1 ended with status $2"
	(($2 != 0)) || how="the $1 ended too early"
	(($2 <= 128)) || how="the $1 was killed by signal $(($2 - 128)) ($(kill -l $(($2 - 128))))"
	# It was ended: because of its time, or by KILL where it did not want to.
	[[ $2 -ne 124 && ($2 -ne 137 || $SECONDS -lt $killed_at) ]] || how="timed out waiting for $wanted"
	say "documented: $how"
	cat "$work/$1.err.said" - 2>/dev/null <&"${stream[$1.err]}" | tail -n 5 | sed "s/^/  $1: /" | tell_lines
}

# NAME: tells it to end, reads the rest of what it prints, and waits.
end() {
	wanted="the $1 to end" killed_at=$((SECONDS + 3 < killed_at ? SECONDS + 3 : killed_at))
	kill -TERM "${pid[$1]}"
	while next_line "$1.out"; do
		[[ $1 != sniffer ]] || show_line
	done
	await_end "$1"
}

# All of it on one processor: tests/catalogue/runner/one_processor.h tells why.
take_one_processor() {
	local allowed
	allowed=$(taskset -cp $$ 2>/dev/null) && taskset -cp "${allowed##*[!0-9]}" $$ >/dev/null 2>&1 ||
		say "taskset cannot choose a processor: the order of segments may vary"
}

play_documented() {
	make_work_folder
	take_one_processor
	arrange_prefix
	start sniffer --phases --canonical -f line -w "$work/capture.pcap"
	await_line sniffer.err '[0-9][0-9][0-9][0-9]/*' "the sniffer to begin its capture"
	show_line
	start server
	await_line server.out 'listening on *' "the server to listen"
	start client
	wanted="the client to end"
	await_end client
	await_line server.out '*FIN, *' "the server to see the client leave"
	show_phases
	end sniffer
	end server
	judge_documented
}

# The listing against its reference, which is in Chinese; and the time from one segment to the next.
judge_documented() {
	local reference=$golden/documented.txt times longest=0 time
	if [[ ${lang_words[*]} == --lang=en ]]; then
		listing=$(head -n 1 "$reference" && "$programs/sniffer" -r "$work/capture.pcap" --phases --canonical \
			--lang=zh)$'\n'
	fi
	mapfile -t times < <("$programs/sniffer" -r "$work/capture.pcap" -ttt | sed 's/.*:\([0-9]*\)\.\([0-9]*\) tcp.*/\1\2/')
	for time in "${times[@]/#/10#}"; do
		((time <= longest)) || longest=$((time))
	done
	if printf '%s' "$listing" | cmp -s "$reference" -; then
		tell "PASS documented: the same as its golden output"
		tell_why "$((10#${times[6]}))" # the server's FIN comes right behind the client's
	elif ((longest > 34000)); then
		tell "INCONCLUSIVE documented: a segment came $((longest / 1000)) ms after the one before it" \
			"(limit 34 ms): the machine was too slow to tell"
	else
		tell "DIFFERS documented: this is not the reference listing"
		tell_golden_version
		printf '%s' "$listing" | diff -u -L golden/documented.txt -L "this kernel" "$reference" - | tell_lines
		exit 1
	fi
}

# When the golden outputs were made by other programs than these.
tell_golden_version() {
	local theirs='' ours=''
	[[ ! -r $golden/VERSION ]] || read -r theirs <"$golden/VERSION"
	read -r _ ours < <("$programs/sniffer" --version 2>/dev/null)
	[[ -z $theirs || $theirs == "$ours" ]] ||
		say "the golden outputs in $golden are of version $theirs, these programs of $ours:" \
			"what differs may be the programs' own change"
}

# MICROSECONDS: why it went this way; so much time passed between the two FINs.
tell_why() {
	local text delay
	printf -v delay '%d.%02d ms' $(($1 / 1000)) $(($1 % 1000 / 10))
	text=$(sed -n "s/^why-$lang: *//p" "$scenarios/documented.txt")
	tell "${text//%delay%/$delay}"
}
