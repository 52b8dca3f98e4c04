# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Is the listing the golden one, and if not: what differs, and was it only a slow machine (lateness.sh)?

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
		tell "$text"
	fi
}

# Above the verdicts: whose they are.
kernel_line() {
	show "${tap:+# }$(uname -srm)"
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
	[[ -z $strict ]] || failed=$((failed + inconclusive + skipped))
	if ((failed + differing)); then
		printf 1
	elif [[ $action == check ]] && ((skipped > 0 && passed + inconclusive == 0)); then
		printf 77
	else
		printf 0
	fi
}

# After play(): the listing against the golden outputs, and the rest of what the scenario promises.
judge() {
	local name=${scenario[name]} golden late wrong close_us='' again_us='' silences='' delayed=''
	golden=$(scenario_golden "$name")
	measure
	wrong=$(broken_promises)
	late=$(is_golden "$golden" "$wrong" || lateness "$golden" "$wrong")
	if [[ $action == update ]]; then
		update_golden "$golden" "$late" "$wrong"
	elif [[ ! -e $golden ]]; then
		fault "there is no golden output yet: ./run_demo.sh --update $name makes it"
	elif [[ ${dropped:-0} -gt 0 ]]; then
		verdict INCONCLUSIVE "$name" "the kernel dropped $dropped packets before they were captured"
	elif is_golden "$golden" "$wrong"; then
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

# GOLDEN WRONG: as it should be. (There may be a second golden output.)
is_golden() {
	[[ -z $2 ]] && cmp -s "$1" "$work/compared"
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
# (the longest); silences, of late_ms and more, in order. And delayed, the number of bare ACKs after a
# silence; and $work/compared, what is held against the golden output.
measure() {
	local json=$ROOT/tests/demo/json.awk
	read_capture segments.json -f json
	awk -v late_ms=$late_ms -f "$json" -f "$ROOT/tests/demo/measure.awk" "$work/segments.json" \
		>"$work/measured"
	IFS=: read -r close_us again_us delayed silences <"$work/measured"
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
	esac
}

# GOLDEN: what differs, in words where that can be told.
difference_words() {
	awk -f "$ROOT/tests/demo/difference.awk" "$1" "$work/compared"
}

# Why it went this way, in the language that was asked for.
explain() {
	[[ -z $explain || ! -e $work/moments ]] || sed -n 's/ the kernel says / kernel: /p' "$work/moments" | tell_lines
	local text=${scenario[why-$lang]-}
	[[ -z $text ]] || tell "${text//%delay%/$(milliseconds "${close_us:-0}") ms}"
}

# GOLDEN LATE WRONG: the listing becomes the golden, unless it cannot be trusted.
update_golden() {
	local fresh=$1.new.$SRANDOM dropped_words=''
	if is_golden "$1" "$3"; then
		say "${scenario[name]}: the golden output is up to date"
		return
	fi
	[[ ${dropped:-0} -eq 0 ]] ||
		dropped_words="the kernel dropped $dropped packets before they were captured"
	[[ -z $dropped_words$2 ]] || not_updated "${dropped_words:-$2}"
	[[ -z $3 ]] || fault "not updated: $3"
	diff -uN -L "golden/${1##*/}" -L "this kernel" "$1" "$work/compared" | tell_lines
	# No link that somebody has put there is written through (noclobber).
	(set -C && cat "$work/compared" >"$fresh") 2>/dev/null && mv -f -T "$fresh" "$1" 2>/dev/null || {
		rm -f "$fresh"
		fault "cannot write $1"
	}
	give_to_sudo_user "$1"
	say "${scenario[name]}: updated tests/golden/${1##*/}"
}

# REASON: what --check would call inconclusive becomes no golden output. Does not return.
not_updated() {
	tell "INCONCLUSIVE ${scenario[name]}: not updated: $1"
	scenario_failed
}
