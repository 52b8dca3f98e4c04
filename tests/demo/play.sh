# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# One scenario from the first program to the last, driven by what they print.

patience=10 # seconds that any step may take before the scenario is given up

start_line=''   # the sniffer's first words: it captures
server_ready='' # the server listens
phases=0        # phase lines so far
dropped=''      # packets that the kernel dropped, from the sniffer's closing statistics

# STREAM LINE: what a program printed, as it happens (called by next_event).
on_line() {
	case $1:$2 in
	sniffer.err:[0-9][0-9][0-9][0-9]/*)
		start_line=$2
		[[ $action != play ]] || show "$2"
		;;
	sniffer.err:*' dropped by kernel'*) [[ $2 =~ ([0-9]+)' dropped by kernel' ]] &&
		dropped=${BASH_REMATCH[1]} ;;
	sniffer.out:*)
		[[ $2 != '#'* ]] || phases=$((phases + 1))
		[[ $action != play ]] || show "$2"
		;;
	server.out:'listening on '*) server_ready=yes ;;
	esac
}

sniffer_captures() {
	[[ -n $start_line ]]
}

server_listens() {
	[[ -n $server_ready ]]
}

exchange_is_over() {
	has_ended client && ((phases >= scenario[until-phases]))
}

# Leaves the outputs in $work: capture.pcap, listing.txt, and NAME.out and NAME.err of each program.
play() {
	local options
	start_line='' server_ready='' phases=0 dropped='' ending=()
	start sniffer "$programs/sniffer" --phases --canonical "--lang=$lang" -f line -w "$work/capture.pcap"
	await $patience "the sniffer to begin its capture" sniffer_captures
	read -r -a options <<<"${scenario[server]-}"
	start server "$programs/server" "--lang=$lang" "${options[@]}"
	await $patience "the server to listen" server_listens
	read -r -a options <<<"${scenario[client]-}"
	ending[client]=yes
	start client "$programs/client" "--lang=$lang" "${options[@]}"
	await $patience "the end of the exchange" exchange_is_over
	tell_to_end sniffer
	await $patience "the sniffer to end" has_ended sniffer
	tell_to_end server
	await $patience "the server to end" has_ended server
	make_listing
}

# The listing that is compared with the golden: as it was printed live, or where that was not in the
# golden's language, the capture printed again.
make_listing() {
	if [[ $lang == zh ]]; then
		printf '%s\n' "$start_line" | cat - "$work/sniffer.out" >"$work/listing.txt"
	else
		read_capture body --phases --canonical --lang=zh
		head -n 1 "$(scenario_golden "${scenario[name]}")" 2>/dev/null |
			cat - "$work/body" >"$work/listing.txt"
	fi
}

# FILE SNIFFER-OPTIONS...: the capture once more, to $work/FILE.
read_capture() {
	local file=$work/$1
	shift
	"$programs/sniffer" -r "$work/capture.pcap" "$@" >"$file" 2>"$work/read.err" ||
		fault "the sniffer cannot read its own capture: $(cat "$work/read.err")"
}

prepare_keep() {
	mkdir -p "$keep" && [[ -w $keep ]] || die 1 "--keep: cannot write to $keep"
}

# Copies what there is to the folder of --keep.
keep_outputs() {
	local folder=$keep from to failed=''
	[[ -n $keep && -n $work ]] || return 0
	[[ -z $several ]] || folder=$keep/${scenario[name]}
	mkdir -p "$folder" || die 1 "--keep: cannot write to $folder"
	if [[ -e $work/capture.pcap ]]; then
		"$programs/sniffer" -r "$work/capture.pcap" --phases "--lang=$lang" \
			>"$work/raw.txt" 2>/dev/null
	fi
	while read -r from to; do
		[[ ! -e $work/$from ]] || cp "$work/$from" "$folder/$to" || failed=yes
	done <<-END
		capture.pcap capture.pcap
		listing.txt listing.txt
		raw.txt raw.txt
		server.out server.txt
		client.out client.txt
		sniffer.err sniffer.stderr
	END
	[[ -z $failed ]] || die 1 "--keep: cannot write to $folder"
	give_to_sudo_user "$folder"
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
	[[ $action != check ]] || closing_line
	local passed differing inconclusive skipped failed
	read -r passed differing inconclusive skipped failed <<<"$counts"
	((failed == 0)) || exit 1
	((differing == 0)) || exit 1
	exit 0
}
