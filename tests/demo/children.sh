# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the script leaves behind however it ends: no process, no file.

work='' # temporary folder

# Sets work: a signal in between finds the name and removes what is there.
make_work_folder() {
	local why folder=${TMPDIR:-/tmp}
	work=$folder/run_demo.$$-$SRANDOM
	# The capture and the outputs need a small part of that.
	why=$(mkdir -m 700 -- "$work" 2>&1 && printf '%65536s' '' 2>&1 >"$work/room") && rm "$work/room" && return
	die 1 "cannot write temporary files to $folder: ${why##*: } (TMPDIR names another place)"
}

# Ends what still runs: TERM, and KILL for what is left after four seconds. Each is told, and then the
# process group that it leads, until nobody is in it: a timeout(1) that gets its signal while it forks ends
# without a word to the program that it has just made.
# shellcheck disable=SC2086,SC2206 # lists of process ids
end_children() {
	local running signal tries groups
	running=$(jobs -rp)
	groups=($running)
	groups=("${groups[@]/#/-}")
	for ((tries = 0; tries < 60; tries++)); do
		running=$(jobs -rp)
		[[ -n $running ]] || { ((${#groups[@]})) && kill -0 -- "${groups[@]}"; } || break
		((tries < 50)) && signal=TERM || signal=KILL
		[[ -z $running ]] || kill "-$signal" $running
		kill "-$signal" -- "${groups[@]}"
		sleep 0.08
	done
	wait
} 2>/dev/null

# [STATUS]: ends the script with it, or with the status so far. A signal may come when this has begun, but
# does not ignore it yet: then it begins anew, by what exit_on() has set, and cleans up from there.
finish() {
	local status=${1-$?} IFS=$' \t\n' # a signal may have come in the midst of IFS= read
	# A child that is told to end before it has become its program can get here too.
	[[ $BASHPID -eq $$ ]] || exit "$status"
	trap '' HUP INT TERM PIPE
	end_build
	end_terminals
	end_children
	[[ -z $work ]] || rm -rf "$work"
	exit "$status"
}

# SIGNAL STATUS: the signal ends the script. It does so by finish, not by exit, which amid the trap on EXIT
# ends bash at once. The second line is never reached: bash 5.2, when the signal comes right before it parses
# a $(command), takes what it finds here for the text of that command, and would ignore the signal for want
# of a parenthesis.
exit_on() {
	# shellcheck disable=SC2064 # the status of now
	trap "finish $2"$'\n)' "$1"
}
