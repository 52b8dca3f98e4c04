# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# One scenario from the first program to the last, driven by what they print.

# Seconds that any step may take before the scenario is given up.
patience=${HANDSHAKE_PATIENCE:-10}

start_line=''      # the sniffer's first words: it captures
declare -A said=() # what each program printed on stdout
phases=0           # phase lines of the sniffer so far
segments=0         # segments that it printed so far
witness_looks=''   # the witness: yes, or no where this kernel does not tell its sockets
dropped=''         # packets that the kernel dropped, from the sniffer's closing statistics
missing=''         # what the sniffer was expected to print, and did not

# STREAM LINE: what a program printed, as it happens (called by next_event).
on_line() {
	case $1:$2 in
	sniffer.err:[0-9][0-9][0-9][0-9]/*)
		start_line=$2
		[[ $action != play ]] || pass_on "$2"
		;;
	sniffer.err:*' dropped by kernel'*) [[ $2 =~ ([0-9]+)' dropped by kernel' ]] &&
		dropped=${BASH_REMATCH[1]} ;;
	sniffer.out:*)
		case $2 in
		'#'*) phases=$((phases + 1)) ;;
		*' | SYN: '*' | payload: '*) segments=$((segments + 1)) ;;
		esac
		[[ $action != play || -n $ladder ]] || pass_on "$2"
		;;
	witness.err:*looking*) witness_looks=yes ;;
	*.out:*) said[${1%.out}]+=$2$'\n' ;;
	esac
}

sniffer_captures() {
	[[ -n $start_line ]]
}

# The kernel's own word on its sockets' states. A kernel that gives none ends it with 77.
start_witness() {
	local program=${programs%/*}/libexec/witness
	if [[ ! -x $program ]]; then
		witness_looks=no
		return
	fi
	ending["witness"]=77
	start witness "$program"
}

witness_is_ready() {
	[[ -n $witness_looks ]] || has_ended witness
}

# Leaves the outputs in $work: capture.pcap, listing.txt, and NAME.out and NAME.err of each program.
play() {
	local options=() name capture=$work/capture.pcap
	start_line='' said=() phases=0 segments=0 dropped='' missing='' ending=() ended_with=() rules=0
	witness_looks=''
	[[ -z $explain ]] || options=(--explain)
	begin_measuring
	set_up_all
	counters before
	if [[ -n $view_pid ]]; then
		capture=$work/capture.fifo
		feed_view
	fi
	start sniffer "$programs/sniffer" --phases --canonical "${options[@]}" "${lang_words[@]}" -f line \
		-w "$capture"
	start_witness
	await "$patience" "the sniffer to begin its capture" sniffer_captures
	await "$patience" "the witness to look" witness_is_ready
	begin_measuring
	play_steps
	[[ -n $missing ]] || for name in client client2 client3; do
		has_ended "$name" || await "$patience" "the $name to end" has_ended "$name"
	done
	end_measuring
	end_program witness
	end_program sniffer
	await_copy
	for name in server server2 client client2 client3; do
		has_ended "$name" || end_program "$name"
	done
	counters after
	make_listing
	[[ -z $ladder ]] || show_ladder
}

# The exchange once more, as a picture; the sniffer itself knows the terminal.
show_ladder() {
	local options=()
	[[ -z $explain ]] || options=(--explain)
	"$programs/sniffer" -r "$work/capture.pcap" -f ladder "${lang_words[@]}" "${options[@]}" \
		2>"$work/read.err" || fault "the sniffer cannot read its own capture: $(cat "$work/read.err")"
}

# WHEN: the kernel's counters, for `proof`.
counters() {
	[[ -z ${scenario[proof]-} ]] || cat /proc/net/netstat /proc/net/snmp >"$work/counters.$1"
}

# The listing that is compared with the golden: as it was printed live, or where that was not in the
# golden's language or with explanations, the capture printed again.
make_listing() {
	if [[ ${lang_words[*]} != --lang=en && -z $explain ]]; then
		printf '%s\n' "$start_line" | cat - "$work/sniffer.out" >"$work/listing.txt"
	else
		read_capture body --phases --canonical --lang=zh
		head -n 1 "$(scenario_golden documented)" | cat - "$work/body" >"$work/listing.txt"
	fi
}
# FILE SNIFFER-OPTIONS...: the capture once more, to $work/FILE.
read_capture() {
	local file=$work/$1
	shift
	"$programs/sniffer" -r "$work/capture.pcap" "$@" >"$file" 2>"$work/read.err" ||
		fault "the sniffer cannot read its own capture: $(cat "$work/read.err")"
}

# After a fault that was told: the next scenario. Does not return.
scenario_failed() {
	count 5
	next_name
}

# Leaves nothing of this scenario, and goes on with the rest, or ends. Does not return.
next_name() {
	end_children
	keep_outputs
	leave_scenario
	((${#names[@]} == 0)) || next_network
	hold_view
	report_counts
	exit "$(exit_of_counts)"
}
