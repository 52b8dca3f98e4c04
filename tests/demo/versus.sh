# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# --versus NAME kernel=VERSION: NAME on this kernel, and on that one in a guest of tests/kernels/run.sh.

# Whether it is asked for: then it is the only change.
wants_kernel() {
	local word
	[[ " ${catalogue[*]} " == *' --versus '* ]] || return
	for word in "${names[@]:1}"; do
		[[ $word == kernel=* ]] || continue
		((${#names[@]} == 2)) || die_usage "--versus: $word goes alone: the guest plays the scenario as it is"
		[[ $word =~ ^kernel=[0-9]+(\.[0-9]+)*$ ]] || die_usage "--versus: $word: 6.1, or 6.1.176, is a version"
		[[ ${#catalogue[@]} -eq 1 ]] || die_usage "--versus: $word goes with --keep, --bin and --lang alone"
		expect_exchange --versus
		! grep -q '^compare: *totals$' "$scenarios/${names[0]}.txt" ||
			die_usage "--versus: ${names[0]} has other segments each time: it cannot be compared"
		[[ -n $kernel_player ]] ||
			die_usage "--versus: $word is for a source tree, whose tests/kernels/run.sh plays on other kernels"
		return 0
	done
	return 1
}

# FOLDER: NAME on this kernel; what is to be said of it goes to stderr.
play_here() {
	"$runner" --bin "$programs" --scenarios "$scenarios" --golden "$golden" --check --keep "$1" \
		"${lang_words[@]}" -- "${names[0]}" >&2 &
	wait "$!"
}

# NAME: this network's sysctl of it, with commas. A new network has that of the first one.
setting_here() {
	{ unshare -rn cat "/proc/sys/net/ipv4/$1" || cat "/proc/sys/net/ipv4/$1"; } 2>/dev/null | tr '\t' ,
}

# OPTION...: NAME in the guest, with results in $work/out. How much a socket may buffer follows from the memory that a
# machine has, and the window scale from that: the guest gets what is here.
play_guest() {
	local name value
	for name in tcp_rmem tcp_wmem; do
		value=$(setting_here "$name")
		[[ -z $value ]] || set -- --sysctl "net.ipv4.$name=$value" "$@"
	done
	"$BASH" "$kernel_player" --build "${programs%/*}" --only "${names[0]}" --out "$work/out" "$@" \
		"${names[1]#kernel=}" >"$work/table" 2>"$work/errors" &
	wait "$!"
}

# One that was fetched before, or else the newest that there is.
play_there() {
	local status
	say "${names[0]} on Linux ${names[1]#kernel=}: in a guest"
	play_guest --offline
	status=$?
	if ((status == 77 || status == 2)); then
		play_guest
		status=$?
	fi
	guest=$(find "$work/out" -path "*/results/kept*" -name capture.pcap | head -n 1)
	[[ -z $guest ]] || { tell_guest && return; }
	tell_lines <"$work/errors"
	if ((status == 77)); then
		grep -m 1 '^SKIP' "$work/table" || echo "SKIP ${names[0]}: it cannot be played on Linux ${names[1]#kernel=}"
		exit 77
	fi
	tell_lines <"$work/table"
	die 1 "${names[0]} was not played on Linux ${names[1]#kernel=}"
}

# Which kernel it was, and what it made of the golden output, as the play on this one has told.
tell_guest() {
	local verdict package
	IFS=$'\t' read -r version package _ < <(tail -n +2 "$work/out/kernels.tsv")
	release=$version${package:+" ($package)"}
	verdict=$(sed -n "s/^$version: /Linux &/p" "$work/table")
	tell_lines <<<"${verdict:-Linux $version: PASS ${names[0]}}"
}

# FOLDER: what was kept of the guest. Each of the two says whose it is.
take_guest() {
	mkdir -p "$1" && cp "${guest%/*}"/* "$1/" && echo "$release" >"$1/release.txt" &&
		uname -r >"${1%/*}/as-is/release.txt" || die 1 "$1 cannot be written"
}

play_versus_kernel() {
	local guest version release folder a b status
	make_work_folder
	folder=${keep:-$work/kept}
	mkdir -p "$folder" || die 1 "--keep: $folder cannot be made"
	play_here "$folder/as-is"
	status=$?
	[[ -s $folder/as-is/capture.pcap ]] || exit "$status"
	play_there
	take_guest "$folder/changed"
	a=$folder/as-is b=$folder/changed
	if [[ -z $keep ]]; then
		cd "$work" || exit 1
		a="${names[0]} on this kernel, $(uname -r)" b="${names[0]} on Linux $version"
		ln -s "$folder/as-is" "$a" && ln -s "$folder/changed" "$b" || exit 1
	fi
	"$(realpath "$programs/sniffer")" --compare "$a" "$b" -q "${lang_words[@]}"
	status=$?
	exit $((status > 1 ? 1 : status))
}
