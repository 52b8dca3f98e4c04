# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Is the listing the golden one, and if not: what differs, and was it only a slow machine?

verdict_words=(PASS DIFFERS INCONCLUSIVE SKIP)

# POSITION (1 to 5): one more of passed, differing, inconclusive, skipped, failed.
count() {
	local all
	read -r -a all <<<"$counts"
	all[$1 - 1]=$((all[$1 - 1] + 1))
	counts=${all[*]}
}

# WORD NAME [REASON [DIFF]]: for --check the product, and otherwise a note beside the listing.
verdict() {
	local i text="$1 $2${3:+: $3}${4:+$'\n'$4}"
	for i in "${!verdict_words[@]}"; do
		[[ ${verdict_words[i]} != "$1" ]] || count $((i + 1))
	done
	if [[ $action == check ]]; then
		show "$text"
	else
		printf '%s\n' "$text" >&2
	fi
}

closing_line() {
	local passed differing inconclusive skipped failed
	read -r passed differing inconclusive skipped failed <<<"$counts"
	show "$passed passed, $differing differ, $inconclusive inconclusive, $skipped skipped," \
		"$failed failed"
}

# At the end: for the run_demo.sh that started this one, or for the reader.
report_counts() {
	if [[ -n $report ]]; then
		printf '%s\n' "$counts" >"$report"
	elif [[ $action == check ]]; then
		closing_line
	fi
}

# Prints the exit status that the counts ask for.
exit_of_counts() {
	local passed differing inconclusive skipped failed
	read -r passed differing inconclusive skipped failed <<<"$counts"
	((failed + differing == 0)) && printf 0 || printf 1
}

# After play(): the listing against the golden outputs, and the rest of what the scenario promises.
judge() {
	local name=${scenario[name]} golden late wrong close_us='' again_us='' gap_us='' lasted_us='' delayed=''
	golden=$(scenario_golden "$name")
	measure
	late=$(lateness)
	wrong=$(broken_promises)
	if [[ $action == update ]]; then
		update_golden "$golden" "${late:-$wrong}"
	elif [[ ! -e $golden ]]; then
		fault "there is no golden output yet: ./run_demo.sh --update $name makes it"
	elif [[ ${dropped:-0} -gt 0 ]]; then
		verdict INCONCLUSIVE "$name" "the kernel dropped $dropped packets before they were captured"
	elif cmp -s "$golden" "$work/compared" && [[ -z $wrong ]]; then
		passed "the same as tests/golden/$name.txt"
	elif [[ -n ${scenario[golden-2]-} && -z $wrong ]] &&
		cmp -s "${golden%.txt}.2.txt" "$work/compared"; then
		passed "the same as tests/golden/$name.2.txt (${scenario[golden-2]})"
	elif [[ -n $late ]]; then
		verdict INCONCLUSIVE "$name" "$late"
	else
		differs "$golden" "$wrong"
	fi
}

# HOW
passed() {
	verdict PASS "${scenario[name]}" "$1"
	[[ $action == check ]] || explain
}

# GOLDEN WRONG: in words first, then line by line.
differs() {
	local reason=$2
	cmp -s "$1" "$work/compared" || reason="$(difference_words "$1")${2:+; $2}"
	verdict DIFFERS "${scenario[name]}" "$reason" \
		"$(diff -u -L "golden/${1##*/}" -L "this kernel" "$1" "$work/compared")"
}

# What is not as the scenario says beside its golden output, in words; nothing when all is.
broken_promises() {
	local broken kind counter least grown
	broken=$(awk -v expect="${scenario[expect]-}" -v labels="${scenario[labels]-}" \
		-f "$ROOT/tests/demo/json.awk" -f "$ROOT/tests/demo/expect.awk" "$work/segments.json")
	if [[ -s $work/witness.out ]]; then
		printf '%s\n' "${scenario[unwitnessed]-}" >"$work/accepted"
		awk -v moments=1 -f "$ROOT/tests/witness/compare.awk" "$work/accepted" "$work/witness.out" \
			"$work/segments.json" >"$work/moments" || broken+=${broken:+; }$(disagreements)
	fi
	[[ -z $missing ]] || broken+="${broken:+; }waited in vain for $missing"
	read -r kind counter least <<<"${scenario[proof]-}"
	if [[ -n $kind ]]; then
		grown=$(($(counter "$counter" after) - $(counter "$counter" before)))
		((grown >= least)) || broken+="${broken:+; }the kernel's $counter grew by $grown, not $least"
	fi
	printf '%s' "$broken"
}

# What the witness contradicts, on one line.
disagreements() {
	local words
	words=$(grep -v '^accepted: ' "$work/moments" | grep ', the sniffer ' | paste -s -d ';')
	printf '%s' "${words:-what the witness says cannot be compared}"
}

# NAME WHEN: a counter of the kernel, named as nstat does (TcpExtSyncookiesSent).
counter() {
	awk -v name="$1" '{
		if (key == $1) for (i = 2; i <= NF; i++)
			if (substr(key, 1, length(key) - 1) names[i] == name) value = $i
		key = $1
		split($0, names, " ")
	}
	END { print value + 0 }' "$work/counters.$2"
}

# From the capture, in microseconds, empty where there is none: close_us, from the client's FIN to the
# server's or to data that could carry its ACK; again_us, from a segment to the same segment sent again
# (the longest); gap_us, the longest silence; lasted_us, all of it. And delayed, the number of bare ACKs
# after a silence; and $work/compared, what is held against the golden output.
measure() {
	local json=$ROOT/tests/demo/json.awk
	read_capture segments.json -f json
	awk -f "$json" -f "$ROOT/tests/demo/measure.awk" "$work/segments.json" >"$work/measured"
	IFS=: read -r close_us again_us gap_us lasted_us delayed <"$work/measured"
	case ${scenario[compare]-listing} in
	listing) cp "$work/listing.txt" "$work/compared" ;;
	segments | totals)
		awk -v what="${scenario[compare]}" -f "$json" -f "$ROOT/tests/demo/segments.awk" \
			"$work/segments.json" >"$work/compared"
		;;
	sides)
		awk -v what=segments -f "$json" -f "$ROOT/tests/demo/segments.awk" \
			"$work/segments.json" | LC_ALL=C sort -s -k 1,1n -k 2,2 >"$work/compared"
		;;
	*) fault "its file says 'compare: ${scenario[compare]}', which is not known" ;;
	esac
}

# MICROSECONDS as milliseconds with two decimals.
milliseconds() {
	printf '%d.%02d' $(($1 / 1000)) $(($1 % 1000 / 10))
}

# Prints why this machine was too slow to tell; nothing when it was fast enough. A server that was
# told to close late is not late for that.
lateness() {
	local limit=${scenario[late-after-ms]-} told=0
	[[ ${scenario[server]-} =~ --close-delay=([0-9]+) ]] && told=${BASH_REMATCH[1]}
	if [[ -n $limit && -n $close_us ]] && ((close_us > (limit + told) * 1000)); then
		printf "the server closed %s ms after the client's FIN (limit %d ms): %s" \
			"$(milliseconds "$close_us")" $((limit + told)) "the machine was too slow to tell"
	elif [[ ${scenario[lossless]-} == yes && -n $again_us ]]; then
		printf 'a segment was sent again after %s ms though none was lost: %s' \
			"$(milliseconds "$again_us")" "the machine was too slow to tell"
	elif [[ -n ${scenario[gap-limit-ms]-} ]] && ((gap_us > scenario[gap-limit-ms] * 1000)); then
		printf 'nothing was sent for %s ms (limit %d ms): the machine was too slow to tell' \
			"$(milliseconds "$gap_us")" "${scenario[gap-limit-ms]}"
	elif [[ -n ${scenario[duration-limit-ms]-} ]] &&
		((lasted_us > scenario[duration-limit-ms] * 1000)); then
		printf 'it took %s ms (limit %d ms): the machine was too slow to tell' \
			"$(milliseconds "$lasted_us")" "${scenario[duration-limit-ms]}"
	elif [[ -n ${scenario[delayed-acks]-} ]] && ((delayed > scenario[delayed-acks])); then
		printf '%d ACKs were delayed until their timer fired (expected %d): %s' "$delayed" \
			"${scenario[delayed-acks]}" "the machine was too slow to tell"
	fi
}

# GOLDEN: what differs, in words where that can be told.
difference_words() {
	awk -f "$ROOT/tests/demo/difference.awk" "$1" "$work/compared"
}

# Why it went this way, in the language that was asked for.
explain() {
	[[ -z $explain || ! -e $work/moments ]] || sed -n 's/ the kernel says / kernel: /p' "$work/moments" >&2
	local text=${scenario[why-$lang]-}
	[[ -z $text ]] || printf '%s\n' "${text//%delay%/$(milliseconds "${close_us:-0}") ms}" >&2
}

# GOLDEN REASON: the listing becomes the golden, unless it cannot be trusted.
update_golden() {
	local fresh=$1.new.$$
	[[ ${dropped:-0} -eq 0 ]] || fault "not updated: the kernel dropped $dropped packets"
	[[ -z $2 ]] || fault "not updated: $2"
	if cmp -s "$1" "$work/compared"; then
		say "${scenario[name]}: the golden output is up to date"
		return
	fi
	diff -uN -L "golden/${1##*/}" -L "this kernel" "$1" "$work/compared" >&2
	cp "$work/compared" "$fresh" && mv "$fresh" "$1" || {
		rm -f "$fresh"
		fault "cannot write $1"
	}
	give_to_sudo_user "$1"
	say "${scenario[name]}: updated tests/golden/${1##*/}"
}
