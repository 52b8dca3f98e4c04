# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --http: the scenario in the browser. It plays in a private network that no browser can reach; all that
# gets out of it is the capture, which a second sniffer, outside, shows, a segment at a time.

view_pace=1000 # milliseconds from one segment to the next, as browsers see them

# What the page says above all: what the scenario is about, what to look at, and why; and where. The page is
# there before anything has been measured.
view_title() {
	local key text='' soon='a moment'
	[[ $lang == en ]] || soon=片刻
	for key in title look why; do
		text+=$(sed -n "s/^$key-$lang: *//p" "$scenarios/${names[0]}.txt")$'\n'
	done
	printf '%s%s · %s' "${text//%delay%/$soon}" "${names[0]}" "$(uname -sr)"
}

# Plays the scenario, and shows it until Ctrl-C.
play_with_view() {
	local said='' status
	make_work_folder
	mkfifo "$work/capture" "$work/said" || exit 1
	exec 8<>"$work/capture"
	"$programs/sniffer" -r - -p 0 -f none "--http=127.0.0.1:$view" "--http-pace=$view_pace" \
		"--title=$(view_title)" "${lang_words[@]}" \
		<"$work/capture" >"$work/said" 2>&1 8>&- &
	view=$!
	exec 9<"$work/said"
	while IFS= read -r said <&9 && [[ $said != 'live view: '* ]]; do
		say "$said"
	done
	[[ $said == 'live view: '* ]] || die 1 "there is no live view: --http=PORT names another port"
	say "$said (a segment each $((view_pace / 1000)) s; Ctrl-C ends it)"
	keep=${keep:-$work/kept}
	run_catalogue 8>&- 9<&- &
	wait $!
	status=$?
	[[ ! -e $keep/capture.pcap ]] || cat "$keep/capture.pcap" >&8
	exec 8>&-
	say "the live view stays until Ctrl-C: ${said#live view: }"
	wait "$view"
	exit "$status"
}
