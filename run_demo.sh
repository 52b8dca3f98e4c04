#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Plays TCP exchanges on this machine's kernel and shows what the sniffer saw. ./run_demo.sh --help tells
# how to use it. The documented capture (without a NAME) and --terminals start, await and end the three
# programs here; scenarios are played by the runner of the catalogue. The parts are in tests/demo/, of an
# installed script in demo/ beside it; places.sh among them knows where all the rest is.
#
# The script keeps one process id from start to end: it enters a network, and becomes the runner, by exec,
# so that a signal to it always reaches what cleans up.
# shellcheck source-path=tests/demo
set -u
# An ordinary user's PATH may lack where ip, nft and tc are.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
# It may have been called through a link.
unset CDPATH
ROOT=${BASH_SOURCE[0]}
[[ ! -L $ROOT ]] || ROOT=$(readlink -f "$ROOT")
ROOT=$(cd "$(dirname "$ROOT")" && pwd) || exit 1
PARTS=$ROOT/tests/demo
[[ -r $PARTS/message.sh || ! -r $ROOT/demo/message.sh ]] || PARTS=$ROOT/demo
if [[ ! -r $PARTS/message.sh ]]; then
	printf 'run_demo.sh: its parts are not in %s/tests/demo\n' "${ROOT//[[:cntrl:]]/?}" >&2
	exit 1
fi
. "$PARTS/places.sh"
. "$PARTS/message.sh"
. "$PARTS/arguments.sh"
. "$PARTS/packages.sh"
. "$PARTS/network.sh"
. "$PARTS/children.sh"
. "$PARTS/documented.sh"
. "$PARTS/terminals.sh"
. "$PARTS/versus.sh"
. "$PARTS/view.sh"

# What is needed to play, beside what every Linux has.
need_tools() {
	local tool
	for tool in unshare ip diff mkfifo setsid timeout; do
		command -v "$tool" >/dev/null ||
			die 1 "$tool is not installed: $command --install-deps installs it"
	done
}

# Everything that may be slow, ask for a password or fail early.
prepare() {
	[[ -z $install ]] || install_packages "${needed_packages[@]}" || exit 1
	need_tools
	[[ -n $programs ]] || take_programs
	find_programs
}

# The runner stands beside the programs, or, where they were built, in a folder beside theirs.
find_programs() {
	local name
	for name in sniffer server client; do
		[[ -x $programs/$name ]] || die 1 "there is no program '$name' in $programs"
	done
	for runner in "$programs/catalogue_runner" "${programs%/*}/libexec/catalogue_runner"; do
		[[ ! -x $runner ]] || return 0
	done
	die 1 "there is no program 'catalogue_runner' in ${programs%/*}/libexec"
}

# Becomes the runner of the catalogue, which speaks in this script's name.
run_catalogue() {
	exec -a "$self" "$runner" --bin "$programs" --scenarios "$scenarios" --golden "$golden" \
		${keep:+--keep "$keep"} "${catalogue[@]}" "${lang_words[@]}" -- "${names[@]}"
}

# What plays the catalogue as the whole user space of another kernel.
make_bundle() {
	local text
	"$BASH" "$bundle_maker" "$programs" "$runner" "$scenarios" "$golden" "$bundle" >&2 ||
		die 1 "--bundle: $bundle cannot be made"
	text=$(stat -L -c %s -- "$bundle")
	say "$bundle: $((text / 1000000)) MB"
	exit 0
}

main() {
	parse_arguments "$@"
	{ : 3>&1; } 2>/dev/null || die 1 "cannot write output: standard output is closed"
	[[ ! -v given[help] ]] || { pass_on "$(usage)" && exit 0; }
	[[ ! -v given[version] ]] || { pass_on "$(version)" && exit 0; }
	trap finish EXIT
	exit_on HUP 129
	exit_on INT 130
	exit_on TERM 143
	exit_on PIPE 141
	! wants_kernel || versus_kernel=yes
	[[ -n $inside ]] || prepare
	if [[ -n $versus_kernel ]]; then
		play_versus_kernel
	elif [[ -n $bundle ]]; then
		make_bundle
	elif [[ -n $view ]]; then
		play_with_view
	elif [[ -z $terminals && -n ${names[*]}${catalogue[*]} ]]; then
		run_catalogue
	fi
	[[ -n $inside ]] || enter_network
	[[ $inside == host ]] || ip link set lo up || die 1 "cannot bring up lo in the private network"
	[[ -z $terminals ]] || play_in_terminals
	play_documented
}

main "$@"
