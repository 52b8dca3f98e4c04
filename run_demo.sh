#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Plays TCP scenarios on this machine's kernel, in a private network, and compares what the sniffer
# saw with the golden output. ./run_demo.sh --help tells how to use it; the parts are in tests/demo/.
#
# The script keeps one process id from start to end: it enters a network, and the next one, by
# exec, so that a signal to it always reaches the code that cleans up.
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
. "$ROOT/tests/demo/exit_on.sh"
. "$ROOT/tests/demo/arguments.sh"
. "$ROOT/tests/demo/packages.sh"
. "$ROOT/tests/demo/build.sh"
. "$ROOT/tests/demo/network.sh"
. "$ROOT/tests/demo/forms.sh"
. "$ROOT/tests/demo/scenario.sh"
. "$ROOT/tests/demo/children.sh"
. "$ROOT/tests/demo/set_up.sh"
. "$ROOT/tests/demo/steps.sh"
. "$ROOT/tests/demo/play.sh"
. "$ROOT/tests/demo/keep.sh"
. "$ROOT/tests/demo/lateness.sh"
. "$ROOT/tests/demo/verdict.sh"
. "$ROOT/tests/demo/sweep.sh"
. "$ROOT/tests/demo/check.sh"
. "$ROOT/tests/demo/terminals.sh"
. "$ROOT/tests/demo/view.sh"

# What is needed to play, beside what every Linux has.
need_tools() {
	local tool
	for tool in unshare ip awk diff mkfifo setsid; do
		command -v "$tool" >/dev/null ||
			die 1 "$tool is not installed: ./run_demo.sh --install-deps installs it"
	done
}

# Before the private network: everything that may be slow, ask for a password or fail early.
prepare() {
	resolve_names
	[[ -z $install ]] || install_packages play || exit 1
	need_tools
	[[ -n $programs ]] || build_programs
	find_programs
	[[ -z $keep ]] || prepare_keep
}

# The first of names, and then the rest in a network of its own.
play_names() {
	local name=${names[0]}
	names=("${names[@]:1}")
	make_work_folder
	scenario_read "$name" || scenario_failed
	if ! scenario_possible; then
		: # it was told why
	elif [[ -n ${scenario[kind]-} ]]; then
		play_sweep
	else
		play
		judge
	fi
	next_name
}

main() {
	local kind
	parse_arguments "$@"
	{ : 3>&1; } 2>/dev/null || die 1 "cannot write output: standard output is closed"
	case $action in
	help) pass_on "$(usage)" && exit 0 ;;
	version) pass_on "$(version)" && exit 0 ;;
	list) scenario_list && exit 0 || exit 1 ;;
	esac
	trap finish EXIT
	exit_on HUP 129
	exit_on INT 130
	exit_on TERM 143
	exit_on PIPE 141
	if [[ -z $network ]]; then
		prepare
		kind=$(possible_network)
		[[ $action != check || (-z $several && -z $tap) ]] || check_all
		[[ $action != check || -n $report ]] || kernel_line
		[[ -z $view ]] || start_view
		enter_network "$kind"
	fi
	bring_up_loopback
	[[ $action != terminals ]] || play_in_terminals
	play_names
}

main "$@"
