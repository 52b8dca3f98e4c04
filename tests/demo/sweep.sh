# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# A scenario with `kind: sweep`: not one exchange but many, with the server's close delay as the
# parameter, and a statistic as the result in place of a listing. play_sweep takes the place of play
# and judge; --keep gets sweep.tsv, sweep.json, sweep.svg (the same as a plot), exchanges.tsv (a line per
# connection) and the table.

sweep_runs=50       # connections per delay
sweep_check_runs=20 # and where only the verdict is wanted

# Prints the close delays in milliseconds: every fourth from 0 to 120, and each one where the kernel's
# timer is expected.
sweep_delays() {
	local delay
	for ((delay = 0; delay <= 120; delay += delay >= 32 && delay < 52 ? 1 : 4)); do
		printf '%d ' "$delay"
	done
}

play_sweep() {
	local delays runs=$sweep_runs
	[[ $action != check ]] || runs=$sweep_check_runs
	start_line='' said=() phases=0 segments=0 dropped='' missing='' ending=() ended_with=()
	read -r -a delays <<<"$(sweep_delays)"
	begin_measuring
	[[ $action == check ]] ||
		say "${#delays[@]} close delays, $runs connections each: this takes a few seconds"
	start sniffer "$programs/sniffer" -f none -p 0 -w "$work/capture.pcap" "${lang_words[@]}"
	await "$patience" "the sniffer to begin its capture" sniffer_captures
	ending[server]=any
	start server "$BASH" "$ROOT/tests/demo/sweep_exchanges.sh" "$programs" "$work" \
		"$runs" "${delays[@]}"
	await 60 "the exchanges to end" has_ended server
	end_measuring
	case ${ended_with[server]} in
	0) ;;
	75) vain "$(tail -n 1 "$work/server.err")" ;;
	*)
		ending[server]=0
		fault_of_programs server "${ended_with[server]}"
		;;
	esac
	tell_to_end sniffer
	await "$patience" "the sniffer to end" has_ended sniffer
	read_capture segments.json -p 0 -f json
	awk -f "$ROOT/tests/demo/json.awk" -f "$ROOT/tests/demo/sweep.awk" "$work/server.out" \
		"$work/segments.json" >"$work/exchanges.tsv"
	judge_sweep
}

# FORM: of sweep_report.awk.
sweep_report() {
	awk -v form="$1" -v lang="$lang" -v kernel="$(uname -sr)" \
		-f "$ROOT/tests/demo/sweep_report.awk" "$work/exchanges.tsv"
}

judge_sweep() {
	local word reason late form low median high text
	for form in table tsv json; do
		sweep_report $form >"$work/sweep.$form"
	done
	read -r low median high <<<"$(sweep_report summary)"
	awk -v lang="$lang" -v kernel="$(uname -sr)" -v low="$low" -v middle="$median" -v high="$high" \
		-f "$ROOT/tests/demo/sweep_plot.awk" "$work/sweep.tsv" >"$work/sweep.svg"
	[[ $action != play ]] || show "$(cat "$work/sweep.table")"
	if [[ $action == update ]]; then
		say "${scenario[name]}: a sweep has no golden output"
	elif [[ ${dropped:-0} -gt 0 ]]; then
		verdict INCONCLUSIVE "${scenario[name]}" "the kernel dropped $dropped packets before they were captured"
	else
		read -r word reason <<<"$(sweep_report verdict)"
		[[ -n $word ]] || fault "the result cannot be computed"
		late=$(machine_lateness)
		late=${late:-$(busy_machine)}
		if [[ $word == DIFFERS && -n $late ]]; then
			word=INCONCLUSIVE
			reason+=": $late: $too_slow"
		fi
		verdict "$word" "${scenario[name]}" "$reason"
	fi
	[[ $action == play ]] || return 0
	text=${scenario[why-$lang]-}
	text=${text//%low%/${low:-?} ms}
	text=${text//%median%/${median:-?} ms}
	tell "${text//%high%/${high:-?} ms}"
}
