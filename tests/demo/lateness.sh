# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Was the machine too slow to tell? Asked only where the exchange was not the golden one, or did not
# come at all. The evidence is what the capture shows (the server closed late, a segment was sent again
# though none was lost, a silence that the scenario does not have), and what was measured meanwhile: how
# long programs waited for a processor or a disk, what the hypervisor took, how late this script woke.

# Linux delays an ACK by 40 ms at least, less a tick of its clock: who is late by less starts no timer
# of TCP but the tail loss probe's.
late_ms=34
tick_us=50000 # the script looks at the clock at least so often while it waits

too_slow="the machine was too slow to tell"

steps_began=''         # microseconds since the epoch
steps_took=0           # milliseconds
late_tick=0            # milliseconds that this script woke up late, the worst
slow_step=''           # a step of this script that took too long, in words
missed_slowly=''       # why what was missed may be late
declare -A before=()   # counters of the kernel when the steps began; of a server when it listened
declare -A waited=()   # milliseconds that a server waited for a processor
declare -A pressed=()  # milliseconds in which somebody waited for: cpu, io; or lost to: steal

# FILE: its first line in REPLY, empty where this kernel has none.
first_line() {
	REPLY=''
	[[ ! -r $1 ]] || IFS= read -r REPLY <"$1" || REPLY=''
} 2>/dev/null

# PID: sets REPLY to the milliseconds that it waited for a processor so far; 0 where the kernel does
# not tell (CONFIG_SCHED_INFO).
waited_so_far() {
	local ran delay rest
	first_line "/proc/$1/schedstat"
	read -r ran delay rest <<<"$REPLY"
	REPLY=$((${delay:-0} / 1000000))
}

# cpu|io|steal: sets REPLY to the milliseconds so far in which at least one program waited for it
# (Documentation/accounting/psi.rst), or which the hypervisor took; empty where the kernel does not tell.
pressure_so_far() {
	local fields
	if [[ $1 == steal ]]; then
		first_line /proc/stat
		read -r -a fields <<<"$REPLY"
		REPLY=$((${fields[8]:-0} * 10)) # of USER_HZ, which is 100
	else
		first_line "/proc/pressure/$1"
		[[ -z $REPLY ]] || REPLY=$((${REPLY##*total=} / 1000))
	fi
}

# Before the first step (and when the scenario begins, for what is waited for in vain until then).
begin_measuring() {
	local what
	before=() waited=() pressed=() slow_step='' missed_slowly='' late_tick=0 steps_took=0
	for what in cpu io steal; do
		pressure_so_far $what
		before[$what]=$REPLY
	done
	steps_began=${EPOCHREALTIME/[.,]/}
}

# After the last one.
end_measuring() {
	local what
	steps_took=$(((${EPOCHREALTIME/[.,]/} - steps_began) / 1000))
	for what in cpu io steal; do
		pressure_so_far $what
		pressed[$what]=$((${REPLY:-0} - ${before[$what]:-0}))
	done
}

# NAME: a server that has come to listen; what it waited for before that is nobody's matter.
server_listens() {
	waited_so_far "${pid[$1]:-none}"
	before[$1]=$REPLY
}

# NAME: a program that is about to be ended.
measure_program() {
	[[ $1 == server* && -n ${pid[$1]-} && -n ${before[$1]-} ]] || return 0
	waited_so_far "${pid[$1]}"
	waited[$1]=$((REPLY - before[$1]))
}

# MICROSECONDS: by so much this script woke up later than it wanted.
measure_tick() {
	(($1 / 1000 <= late_tick)) || late_tick=$(($1 / 1000))
}

# MICROSECONDS STEP: how long this script took for a step that waits for nothing.
measure_step() {
	(($1 <= 200000)) || slow_step="the step '$2' took $(milliseconds "$1") ms"
}

# GOLDEN WRONG: prints why this machine was too slow to tell; nothing when it was fast enough. A busy
# machine makes no golden output.
lateness() {
	local why=$missed_slowly
	why=${why:-$(capture_lateness)}
	why=${why:-$(machine_lateness)}
	[[ -n $why ]] || { [[ $action != update ]] && ! may_be_order "$@"; } || why=$(busy_machine)
	[[ -z $why ]] || printf '%s: %s' "$why" "$too_slow"
}

# What the capture shows. A server that was told to close late is not late for that.
capture_lateness() {
	local limit=${scenario[late-after-ms]-} told=0
	[[ ${scenario[server]-} =~ --close-delay=([0-9]{1,6}) ]] && told=$((10#${BASH_REMATCH[1]}))
	if [[ -n $limit && -n $close_us ]] && ((close_us > (limit + told) * 1000)); then
		printf "the server closed %s ms after the client's FIN (limit %d ms)" \
			"$(milliseconds "$close_us")" $((limit + told))
	elif [[ ${scenario[lossless]-} == yes && -n $again_us ]]; then
		printf 'a segment was sent again after %s ms though none was lost' \
			"$(milliseconds "$again_us")"
	elif [[ -n ${scenario[delayed-acks]-} ]] && ((delayed > scenario[delayed-acks])); then
		printf '%d ACKs were delayed until their timer fired (expected %d)' "$delayed" \
			"${scenario[delayed-acks]}"
	else
		odd_silence
	fi
}

# The first silence that is longer than the scenario has it, or that it does not have at all.
odd_silence() {
	local limits i limit came
	read -r -a limits <<<"${scenario[silences]-}"
	read -r -a came <<<"$silences"
	for i in "${!came[@]}"; do
		limit=${limits[i]-$late_ms}
		[[ $limit != any ]] && ((came[i] > limit * 1000)) || continue
		! may_be_waiting $((came[i] / 1000)) ||
			printf 'nothing was sent for %s ms (limit %d ms)' "$(milliseconds "${came[i]}")" "$limit"
		return
	done
}

# MILLISECONDS: whether a silence may come from somebody who waited for a processor or a disk, or from
# a slow processor. On an idle machine a long one is the kernel's own. The kernel's figure is a mean
# over the processors, weighted by how busy each was: of N processors that are all busy, one of which
# lets somebody wait, it tells at least WAITED * WAITED / (N * TIME).
may_be_waiting() {
	[[ -n ${before[cpu]} ]] || return 0
	(((pressed[cpu] + pressed[io] + pressed[steal]) * $(nproc --all) * steps_took < $1 * $1)) || return 0
	[[ -n $(slow_processor) ]]
}

# What was measured of the programs and of the machine as a whole.
machine_lateness() {
	local name
	for name in "${!waited[@]}"; do
		((waited[$name] < late_ms)) && continue
		printf 'the %s waited %d ms for a processor' "$name" "${waited[$name]}"
		return
	done
	if ((pressed[steal] >= late_ms)); then
		printf 'the hypervisor took %d of %d ms' "${pressed[steal]}" "$steps_took"
	elif ((late_tick >= late_ms)); then
		printf 'run_demo.sh woke up %d ms late' "$late_tick"
	else
		printf '%s' "$slow_step"
	fi
}

# GOLDEN WRONG: whether what differs is of the kind that a few milliseconds can change: ACKs without
# data, a segment that was sent again (a tail loss probe), which side was the first; with the same
# segments the labels, and what the witness saw.
may_be_order() {
	local core=$ROOT/tests/demo/core.awk
	[[ -e $1 ]] || return 0
	if cmp -s "$1" "$work/compared"; then
		[[ $2 != *expected* && $2 != *"the kernel's "* && $2 != *'in vain'* ]]
		return
	fi
	[[ $(awk -v all=1 -f "$core" "$1") != "$(awk -v all=1 -f "$core" "$work/compared")" &&
		$(awk -f "$core" "$1" | LC_ALL=C sort) == "$(awk -f "$core" "$work/compared" | LC_ALL=C sort)" ]]
}

# Some program or other waits for a processor on every machine; a busy one is where that goes on for
# half of the time.
busy_machine() {
	local what
	for what in cpu io; do
		((pressed[$what] >= late_ms && pressed[$what] * 2 >= steps_took)) || continue
		printf 'programs waited for a %s for %d of %d ms' \
			"$([[ $what == cpu ]] && echo processor || echo disk)" "${pressed[$what]}" "$steps_took"
		return
	done
}

# Prints why what did not come within the patience may be late and not absent; nothing where the machine
# was fast enough. A program that hangs waits for no processor, however busy its machine is.
vain_lateness() {
	local name enough=$((patience * 200)) # a fifth of the time, in milliseconds
	for name in "${!pid[@]}"; do
		waited_so_far "${pid[$name]}"
		((REPLY < enough)) && continue
		printf 'the %s waited %d ms for a processor' "$name" "$REPLY"
		return
	done
	end_measuring
	if ((pressed[steal] >= enough)); then
		printf 'the hypervisor took %d ms' "${pressed[steal]}"
	elif ((pressed[io] >= enough * 2)); then
		printf 'programs waited for a disk for %d ms' "${pressed[io]}"
	else
		slow_processor
	fi
}

# An emulated processor, or a very old one: a loop that takes others some 50 ms takes it twenty times that.
slow_processor() {
	local i began ran rest
	first_line "/proc/$BASHPID/schedstat"
	read -r began rest <<<"$REPLY"
	for ((i = 0; i < 20000; i++)); do :; done
	first_line "/proc/$BASHPID/schedstat"
	read -r ran rest <<<"$REPLY"
	ran=$(((${ran:-0} - ${began:-0}) / 1000))
	((ran < 1000000)) ||
		printf 'this processor takes %s ms for what takes others 50 ms' "$(milliseconds "$ran")"
}

# MICROSECONDS as milliseconds with two decimals.
milliseconds() {
	printf '%d.%02d' $(($1 / 1000)) $(($1 % 1000 / 10))
}
