# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The private network of a scenario: each gets a fresh one, because a kernel remembers addresses,
# cookies and TIME-WAIT per network namespace.

# NETWORK COMMAND...: becomes this script again, started by COMMAND, in NETWORK, with what is left
# to do. The process id stays.
go_on() {
	local to=$1 arguments
	shift
	arguments=(--inside "$to:$several:$counts" "${lang_words[@]}" --bin "$programs")
	[[ $action == play ]] || arguments+=("--$action")
	[[ -z $keep ]] || arguments+=(--keep "$keep")
	[[ -z $explain ]] || arguments+=(--explain)
	[[ -z $ladder ]] || arguments+=(--ladder)
	[[ -z $report ]] || arguments+=(--report "$report")
	[[ -z $strict ]] || arguments+=(--strict)
	[[ -z $view_pid ]] || arguments+=(--view "$view_pid:$view_url")
	exec "$@" "$BASH" "$ROOT/run_demo.sh" "${arguments[@]}" -- "${names[@]}"
}

# Which network this system gives: root (for root alone), user, host or none. Root takes the one without
# a user namespace first: kernels from 7.2 on let nobody in a user namespace change packets by nft.
possible_network() {
	if [[ $EUID -eq 0 ]] && unshare -n ip link set lo up 2>/dev/null; then
		echo root
	elif unshare -Urn ip link set lo up 2>/dev/null; then
		echo user
	elif [[ $EUID -eq 0 ]]; then
		echo host
	else
		echo none
	fi
}

# KIND, of possible_network: leaves the network of the caller for it. Does not return.
enter_network() {
	case $1 in
	user) go_on user unshare -Urn -- ;;
	root) go_on root unshare -n -- ;;
	none) no_private_network ;;
	esac
	say "this system gives no private network: playing on this machine's own lo"
	go_on host env --
}

# The next scenario's network, from within the last one's. Does not return.
next_network() {
	case $network in
	host) go_on host env -- ;;
	*) go_on "$network" unshare -n -- ;;
	esac
}

# An ordinary user on a system that forbids user namespaces.
no_private_network() {
	local why="this system gives an ordinary user no private network"
	[[ $action == check ]] || die 1 "$why: become root with 'sudo ./run_demo.sh'"
	while ((${#names[@]})); do
		verdict SKIP "${names[0]}" "$why; sudo ./run_demo.sh --check plays it"
		names=("${names[@]:1}")
	done
	report_counts
	exit "$(exit_of_counts)"
}

bring_up_loopback() {
	[[ $network == host ]] || ip link set lo up || die 1 "cannot bring up lo in the private network"
}
