#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Plays TCP exchanges on this machine's kernel and shows what the sniffer saw. ./run_demo.sh --help tells
# how to use it. The documented capture (without a NAME) and --terminals start, await and end the three
# programs here; scenarios are played by the runner of the catalogue. The parts are in tests/demo/.
#
# The script keeps one process id from start to end: it enters a network, and becomes the runner, by exec,
# so that a signal to it always reaches what cleans up.
set -u
# An ordinary user's PATH may lack where ip, nft and tc are.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
# It may have been called through a link.
unset CDPATH
ROOT=${BASH_SOURCE[0]}
[[ ! -L $ROOT ]] || ROOT=$(readlink -f "$ROOT")
ROOT=$(cd "$(dirname "$ROOT")" && pwd) || exit 1
if [[ ! -r $ROOT/tests/demo/message.sh ]]; then
	printf 'run_demo.sh: its parts are not in %s/tests/demo\n' "$ROOT" >&2
	exit 1
fi
. "$ROOT/tests/demo/message.sh"
. "$ROOT/tests/demo/arguments.sh"
. "$ROOT/tests/demo/packages.sh"
. "$ROOT/tests/demo/build.sh"
. "$ROOT/tests/demo/network.sh"
. "$ROOT/tests/demo/children.sh"
. "$ROOT/tests/demo/documented.sh"
. "$ROOT/tests/demo/terminals.sh"
. "$ROOT/tests/demo/view.sh"

# What is needed to play, beside what every Linux has.
need_tools() {
	local tool
	for tool in unshare ip diff mkfifo setsid timeout; do
		command -v "$tool" >/dev/null ||
			die 1 "$tool is not installed: ./run_demo.sh --install-deps installs it"
	done
}

# Everything that may be slow, ask for a password or fail early.
prepare() {
	[[ -z $install ]] || install_packages play || exit 1
	need_tools
	[[ -n $programs ]] || build_programs
	find_programs
}

# Becomes the runner of the catalogue, which speaks in this script's name.
run_catalogue() {
	exec -a run_demo.sh "$runner" --bin "$programs" --scenarios "$ROOT/tests/catalogue/scenarios" \
		--golden "$ROOT/tests/catalogue/golden" ${keep:+--keep "$keep"} "${catalogue[@]}" "${lang_words[@]}" -- "${names[@]}"
}

main() {
	parse_arguments "$@"
	{ : 3>&1; } 2>/dev/null || die 1 "cannot write output: standard output is closed"
	[[ ! -v given[help] ]] || { pass_on "$(<"$ROOT/tests/demo/usage.txt")" && exit 0; }
	[[ ! -v given[version] ]] || { pass_on "$(version)" && exit 0; }
	trap finish EXIT
	exit_on HUP 129
	exit_on INT 130
	exit_on TERM 143
	exit_on PIPE 141
	[[ -n $inside ]] || prepare
	if [[ -n $view ]]; then
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
