# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The private network of what the script plays itself. (The runner of the catalogue gives each scenario its
# own.)

# KIND COMMAND...: becomes this script again, started by COMMAND, with what is left to do, and does not return.
# The process id stays. KIND: of the network that it is in then.
go_on() {
	local inside=$1 arguments
	shift
	arguments=(--inside "$inside" "${lang_words[@]}" --bin "$programs")
	[[ -z $terminals ]] || arguments+=(--terminals)
	exec "$@" "$BASH" "$ROOT/run_demo.sh" "${arguments[@]}" -- "${names[@]}"
}

# Leaves the network of the caller. Root takes one without a user namespace where it can.
enter_network() {
	if [[ $EUID -eq 0 ]] && unshare -n ip link set lo up 2>/dev/null; then
		go_on private unshare -n --
	elif unshare -Urn ip link set lo up 2>/dev/null; then
		go_on private unshare -Urn --
	elif [[ $EUID -ne 0 ]]; then
		die 1 "this system gives an ordinary user no private network: become root with 'sudo $command'"
	fi
	say "this system gives no private network: playing on this machine's own lo"
	go_on host env --
}
