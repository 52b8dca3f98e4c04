# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --check of several scenarios: side by side, because they mostly wait. Each is played by another
# run_demo.sh, in a network of its own; what it says is shown whole when it has ended. They slow each
# other down, so what was inconclusive is played once more, alone, and that verdict counts.

declare -A checked=() # the name that a run_demo.sh checks, by its process id
check_folder=''       # a folder per run: out, err, counts
shown=0               # verdicts so far
again=()              # names that were inconclusive beside others

# Does not return.
check_all() {
	local jobs name index=0 total=${#names[@]} worst alone=''
	jobs=$(($(nproc) * 2 + 1))
	# On the machine's own lo they would meet.
	[[ $kind != host ]] || jobs=1
	((jobs > 1 && total > 1)) || alone=yes
	arrange_prefix
	make_folder check_folder
	[[ -z $tap ]] || show "TAP version 13"$'\n'"1..$total"
	kernel_line
	for name in "${names[@]}"; do
		((${#checked[@]} < jobs)) || await_check
		index=$((index + 1))
		start_check "$name" "$index"
		progress
	done
	while ((${#checked[@]})); do
		await_check
		progress
	done
	alone=yes
	for name in "${again[@]}"; do
		index=$((index + 1))
		start_check "$name" "$index"
		progress
		await_check
	done
	names=()
	worst=$(exit_of_counts)
	rm -rf "$check_folder"
	[[ -n $tap ]] || closing_line
	exit "$worst"
}

# NAME INDEX
start_check() {
	local arguments=(--check --bin "$programs" "${lang_words[@]}" --report "$check_folder/$2.counts")
	[[ -z $keep ]] || arguments+=(--keep "$keep")
	"${prefix[@]}" "$BASH" "$ROOT/run_demo.sh" "${arguments[@]}" -- "$1" \
		>"$check_folder/$2.out" 2>"$check_folder/$2.err" </dev/null &
	checked[$!]="$2 $1"
}

# Until one of them has ended, and shows it.
await_check() {
	local ended='' number name inconclusive='0 0 1 0 0'
	while [[ -z $ended || -z ${checked[$ended]-} ]]; do
		wait -n -p ended "${!checked[@]}"
	done
	read -r number name <<<"${checked[$ended]}"
	unset "checked[$ended]"
	progress_away
	if [[ -z $alone && $(cat "$check_folder/$number.counts" 2>/dev/null) == "$inconclusive" ]]; then
		again+=("$name")
		return
	fi
	add_counts "$check_folder/$number.counts"
	shown=$((shown + 1))
	if [[ -n $tap ]]; then
		show_tap "$name" "$check_folder/$number"
	else
		show_file "$check_folder/$number.out"
		tell_lines <"$check_folder/$number.err"
	fi
	[[ -s $check_folder/$number.counts || -s $check_folder/$number.err ]] ||
		say "$name: no verdict came: is there room in ${TMPDIR:-/tmp}? (TMPDIR names another place)"
}

# FILE: of the product.
show_file() {
	[[ ! -s $1 ]] || show "$(cat "$1")"
}

# FILE: with the counts of one check; a run_demo.sh that could not write them has failed.
add_counts() {
	local all add i
	add=$(cat "$1" 2>/dev/null)
	[[ $add =~ ^[0-9]+(' '[0-9]+){4}$ ]] || add='0 0 0 0 1'
	read -r -a add <<<"$add"
	read -r -a all <<<"$counts"
	for i in "${!all[@]}"; do
		all[i]=$((all[i] + add[i]))
	done
	counts=${all[*]}
}

# NAME FILES: the verdict as a line of TAP, and what it is about as comments. What cannot be told here
# is no failure, so it counts as skipped.
show_tap() {
	local word rest line
	read -r word rest <"$2.out"
	rest=${rest#"$1"}
	rest=${rest#: }
	case $word in
	PASS) line="ok $shown - $1" ;;
	SKIP) line="ok $shown - $1 # SKIP $rest" ;;
	INCONCLUSIVE) line="ok $shown - $1 # SKIP inconclusive: $rest" ;;
	*) line="not ok $shown - $1" ;;
	esac
	show "$line"
	[[ $line == ok* ]] || show "$(cat "$2.out" "$2.err" | sed 's/^/# /')"
}

# On a terminal: how far it is. The line is taken away before anything else is shown.
progress() {
	local entry playing=''
	[[ -t 2 ]] || return 0
	for entry in "${checked[@]}"; do
		playing+=" ${entry#* }"
	done
	printf '\r\033[K%d/%d:%s' "$shown" "${#names[@]}" "${playing:0:60}" >&2
}

progress_away() {
	[[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# However the script ends: the checks end, each of them cleans up after itself.
end_checks() {
	local running
	[[ -n $check_folder ]] || return 0
	running=$(jobs -rp)
	# shellcheck disable=SC2086 # a list of process ids
	[[ -z $running ]] || kill -TERM $running 2>/dev/null
	wait
	progress_away
	rm -rf "$check_folder"
	check_folder=''
}
