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

# After play().
judge() {
	local name=${scenario[name]} golden late close_us='' again_us=''
	golden=$(scenario_golden "$name")
	measure
	late=$(lateness)
	if [[ $action == update ]]; then
		update_golden "$golden" "$late"
	elif [[ ! -e $golden ]]; then
		fault "there is no golden output yet: ./run_demo.sh --update $name makes it"
	elif [[ ${dropped:-0} -gt 0 ]]; then
		verdict INCONCLUSIVE "$name" "the kernel dropped $dropped packets before they were captured"
	elif cmp -s "$golden" "$work/listing.txt"; then
		verdict PASS "$name" "the same as tests/golden/$name.txt"
		[[ $action == check ]] || explain
	elif [[ -n $late ]]; then
		verdict INCONCLUSIVE "$name" "$late"
	else
		verdict DIFFERS "$name" "$(difference_words "$golden")" \
			"$(diff -u -L "golden/$name" -L "this kernel" "$golden" "$work/listing.txt")"
	fi
}

# From the capture: close_us, from the client's FIN to the server's, and again_us, from a segment to
# the same segment sent again (the longest). Both in microseconds, empty where there is none.
measure() {
	read_capture segments.json -f json
	awk -f "$ROOT/tests/demo/measure.awk" "$work/segments.json" >"$work/measured"
	IFS=: read -r close_us again_us <"$work/measured"
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
	fi
}

# GOLDEN: what differs, in words where that can be told.
difference_words() {
	awk -f "$ROOT/tests/demo/difference.awk" "$1" "$work/listing.txt"
}

# Why it went this way, in the language that was asked for.
explain() {
	local text=${scenario[why-$lang]-}
	[[ -z $text ]] || printf '%s\n' "${text//%delay%/$(milliseconds "${close_us:-0}") ms}" >&2
}

# GOLDEN LATE: the listing becomes the golden, unless it cannot be trusted.
update_golden() {
	local fresh=$1.new.$$
	[[ ${dropped:-0} -eq 0 ]] || fault "not updated: the kernel dropped $dropped packets"
	[[ -z $2 ]] || fault "not updated: $2"
	if cmp -s "$1" "$work/listing.txt"; then
		say "${scenario[name]}: the golden output is up to date"
		return
	fi
	diff -uN -L "golden/${1##*/}" -L "this kernel" "$1" "$work/listing.txt" >&2
	cp "$work/listing.txt" "$fresh" && mv "$fresh" "$1" || {
		rm -f "$fresh"
		fault "cannot write $1"
	}
	give_to_sudo_user "$1"
	say "${scenario[name]}: updated tests/golden/${1##*/}"
}
