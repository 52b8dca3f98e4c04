# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --keep: what a scenario leaves, in the folder of the user. Root writes there, too (sudo), while others
# may put links in its way: so each file is made in a folder that nobody else can enter, and is renamed
# to its place, which follows no link; and a folder that is entered is looked at from inside.

# What is kept, and under which name.
kept_files='
capture.pcap capture.pcap
listing.txt listing.txt
raw.txt raw.txt
picture.svg picture.svg
server.out server.txt
client.out client.txt
server2.out server2.txt
client2.out client2.txt
client3.out client3.txt
witness.out witness.txt
moments moments.txt
sniffer.err sniffer.stderr
sweep.table sweep.table
sweep.tsv sweep.tsv
sweep.json sweep.json
sweep.svg sweep.svg
exchanges.tsv exchanges.tsv
'

# FILE: what sudo's root has made belongs to the one who called sudo; of a link the link itself.
give_to_sudo_user() {
	[[ $EUID -eq 0 && ${SUDO_UID-} =~ ^[0-9]+$ && ${SUDO_GID-} =~ ^[0-9]*$ ]] || return 0
	chown -h "$SUDO_UID:${SUDO_GID-}" "$1" 2>/dev/null || :
}

# NAME [MODE]: enters that folder of this one, and makes it when it is not there; true only when it is a
# folder of this one, and no link to another. made: it was made.
enter_folder() {
	local here
	made=''
	here=$(stat -c %d:%i .) || return
	[[ -d $1 && ! -L $1 ]] || { mkdir ${2:+-m "$2"} -- "$1" && made=yes; } || return
	cd -P -- "./$1" || return
	[[ $(stat -c %d:%i ..) == "$here" && (-z $made || -O .) ]] && return
	echo "$1: A link is in its place" >&2
	return 1
}

# NAME: of a scenario; goes to the folder where it is kept. Its folder is the user's when it was made here.
enter_kept() {
	local folder=$keep part parts=() made
	# What is there, links and all, is where the user wants it.
	while [[ ! -d ${folder:=/} ]]; do
		parts=("${folder##*/}" "${parts[@]}")
		folder=${folder%/*}
	done
	# Also where --check plays this one alone, beside others.
	[[ -z $1 || -z $several$report ]] || parts+=("$1")
	cd -P -- "$folder" || return
	for part in "${parts[@]}"; do
		[[ -n $part ]] || continue
		enter_folder "$part" || return
		[[ -z $made ]] || give_to_sudo_user .
	done
}

# WORK: each of kept_files that is there, from the folder WORK to the one above this.
move_kept() {
	local from to
	while read -r from to; do
		[[ -n $from && -e $1/$from ]] || continue
		cp -- "$1/$from" "$to" || return
		give_to_sudo_user "$to"
		mv -f -T -- "$to" "../$to" || return
	done <<<"$kept_files"
}

# NAME [WORK]: keeps what is in WORK; without it only tries whether something could be kept. In a shell of
# its own, which no signal ends halfway.
keep_in_place() (
	trap '' HUP INT TERM
	stage=.run_demo.$$-$SRANDOM made=''
	enter_kept "$1" && enter_folder "$stage" 700 || exit
	if [[ -n ${2-} ]]; then
		move_kept "$2"
	else
		head -c 65536 /dev/zero >try
	fi
	status=$?
	rm -f -- *
	cd .. && rmdir -- "$stage"
	exit "$status"
)

# NAME [WORK]: the same, and if it fails the end, with the reason.
keep_or_die() {
	local why
	why=$(keep_in_place "$@" 2>&1) && return
	why=${why%%$'\n'*}
	die 1 "--keep: cannot write to $keep${why:+: ${why##*: }}"
}

# Before anything is played.
prepare_keep() {
	keep_or_die ''
}

# What there is of the scenario, to the folder of --keep.
keep_outputs() {
	[[ -n $keep && -n $work ]] || return 0
	if [[ -e $work/capture.pcap ]]; then
		"$programs/sniffer" -r "$work/capture.pcap" --phases "${lang_words[@]}" \
			>"$work/raw.txt" 2>/dev/null
		"$programs/sniffer" -r "$work/capture.pcap" -f svg "${lang_words[@]}" \
			>"$work/picture.svg" 2>/dev/null
	fi
	keep_or_die "${scenario[name]}" "$work"
	[[ $action != play || ! -e $work/sweep.svg ]] ||
		say "the plot is $keep/${several:+${scenario[name]}/}sweep.svg"
}
