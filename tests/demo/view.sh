# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --http: a live view of the scenario. The scenario plays in a private network that no browser can
# reach, so a second sniffer outside serves the view. All that gets across is the capture, which it
# reads from a pipe: nothing can be asked of the private network, and nothing in it can be reached.

view=''      # the port of the view; empty: none
view_pid=''  # the process that keeps the sniffer outside
view_url=''
view_pace=1000 # milliseconds from one segment to the next, as browsers see them
tee_pid=''   # copies the capture

# In the network of the caller. Tells where the view is, or why there is none.
start_view() {
	local said says in_read in_write out_read out_write
	# No coprocess of bash: its variables go away when it ends, which may be at once.
	make_folder work
	mkfifo "$work/view.in.fifo" "$work/view.out.fifo" || exit 1
	make_pipe view.in
	in_read=$pipe_read in_write=$pipe_write
	make_pipe view.out
	out_read=$pipe_read out_write=$pipe_write
	"$BASH" "$ROOT/tests/demo/keep_view.sh" $$ "$programs/sniffer" -r - -p 0 -f none \
		"--http=127.0.0.1:$view" "--http-pace=$view_pace" "${lang_words[@]}" \
		<&"$in_read" >&"$out_write" 2>&1 {in_read}<&- {in_write}>&- {out_read}<&- {out_write}>&- &
	view_pid=$!
	exec 8>&"$in_write" {says}<&"$out_read"
	close_ends
	rm -r "$work"
	work=''
	while IFS= read -r -t 10 said <&"$says"; do
		[[ $said != 'live view: '* ]] || break
		say "$said"
	done
	exec {says}<&-
	view_url=${said#live view: }
	[[ $said == 'live view: '* ]] || die 1 "there is no live view: --http=PORT names another port"
	say "live view: $view_url (a segment each $((view_pace / 1000)) s; Ctrl-C ends it)"
}

# The options by which the sniffer of the scenario writes its capture to $work/capture.pcap and,
# through a copy, to the view.
feed_view() {
	mkfifo "$work/capture.fifo" || exit 1
	(
		trap '' PIPE # a view that ended is no reason to end the capture
		exec tee "$work/capture.pcap" <"$work/capture.fifo" >&8 2>/dev/null
	) &
	tee_pid=$!
}

# The sniffer has ended: the copy is whole when this returns.
await_copy() {
	[[ -z $tee_pid ]] || wait "$tee_pid"
	tee_pid=''
}

# The scenario is over; the view stays until the user has seen enough.
hold_view() {
	[[ -n $view_pid ]] || return 0
	exec 8>&-
	say "the live view stays until Ctrl-C: $view_url"
	while kill -0 "$view_pid" 2>/dev/null; do
		sleep 1 &
		wait $!
	done
}

# However the script ends: the view is gone before the script is.
end_view() {
	local tries
	[[ -n $view_pid ]] || return 0
	kill -TERM "$view_pid" 2>/dev/null
	for ((tries = 0; tries < 60; tries++)); do
		kill -0 "$view_pid" 2>/dev/null || break
		sleep 0.05
	done
	view_pid=''
}
