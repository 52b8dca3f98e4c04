# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the live tests share. A test is called with the folder of the programs, and begins with
#   . "$(dirname "$0")/lib.sh"
#   private_network "$@"      (or: plain_host "$@" when it makes its own network)
# Then BIN is that folder, ROOT the repository, TMP an empty folder that is removed at the end, and
# everything that start() started is ended at the end. Exit 0 passed, 1 failed, 77 cannot tell.
set -u

declare -A PID=()
SUMMARY=${0##*/}

# REASON: the test cannot decide here.
skip() {
	echo "SKIP $SUMMARY: $*"
	exit 77
}

# REASON: the product is wrong. Shows how what every started program said begins.
fail() {
	echo "FAIL $SUMMARY: $*"
	local file
	for file in "$TMP"/*.out "$TMP"/*.err; do
		[[ -s $file ]] && head -c 4000 "$file" | tr -d '\000-\010\013-\037\177' |
			sed "s|^|  ${file##*/}: |"
	done
	exit 1
}

# TOOL...: programs that are not ours; skips when one is missing.
need() {
	local tool
	for tool in "$@"; do
		command -v "$tool" >/dev/null || skip "$tool is not installed"
	done
}

# DIRECTORY-OF-PROGRAMS: BIN, ROOT and TMP, on the network as it is.
plain_host() {
	BIN=$(cd "$1" && pwd) || exit 1
	# shellcheck disable=SC2034 # for the tests
	ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
	TMP=$(mktemp -d) || exit 1
	death=()
	setpriv --pdeathsig=TERM true 2>/dev/null && death=(setpriv --pdeathsig=TERM --)
	trap finish EXIT
	trap 'finish 130' INT # amid the trap on EXIT, exit would end bash at once
	trap 'finish 143' TERM
	exec </dev/null
}

# The same, and the test runs again inside a network of its own, where lo is up.
private_network() {
	if [[ ${1-} == --inside ]]; then
		shift
		ip link set lo up || skip "lo cannot be brought up"
		plain_host "$@"
		return
	fi
	need unshare ip
	if unshare -Urn true 2>/dev/null; then
		exec unshare -Urn -- "$BASH" "$0" --inside "$@"
	elif [[ $EUID -eq 0 ]] && unshare -n true 2>/dev/null; then
		exec unshare -n -- "$BASH" "$0" --inside "$@"
	fi
	skip "this system gives no private network namespace"
}

# [STATUS]: ends what was started, with every stream closed, and removes TMP. The exit status is that, or stays.
finish() {
	local status=${1-$?} running IFS=$' \t\n' # a signal may have come in the midst of IFS= read
	# A child that is told to end before it has become its program can get here too.
	[[ $BASHPID -eq $$ ]] || exit "$status"
	trap '' INT TERM
	running=$(jobs -rp)
	# shellcheck disable=SC2086 # a list of process ids
	[[ -z $running ]] || kill -KILL $running 2>/dev/null
	wait
	rm -rf "$TMP"
	exit "$status"
} 2>/dev/null

# NAME COMMAND...: in the background; stdout in $TMP/NAME.out, stderr in $TMP/NAME.err, the process
# id in ${PID[NAME]}. stdin is the caller's: start nc nc ::1 8079 <"$TMP/file".
start() {
	local name=$1
	shift
	# Emptied here: what an earlier one of this name said must not be taken for this one's words.
	: >"$TMP/$name.out"
	: >"$TMP/$name.err"
	"${death[@]}" "$@" <&0 >"$TMP/$name.out" 2>"$TMP/$name.err" &
	PID[$name]=$!
}

# FILE [TAIL-OPTION...]: what it holds and what is added can be read from $TMP/.await, until unfollow.
follow() {
	[[ -e $1 ]] || : >>"$1"
	mkfifo "$TMP/.await"
	tail -c +1 -s 0.05 -f "$@" >"$TMP/.await" 2>/dev/null &
	following=$!
}

unfollow() {
	rm "$TMP/.await"
	kill "$following" 2>/dev/null
	wait "$following" 2>/dev/null
}

# Whoever waits waits for an event. The times are for what hangs: they say nothing about how fast it
# should be, and no test may depend on them.

# FILE PATTERN [SECONDS [COUNT]]: until COUNT lines (1) of FILE match the basic regular expression.
await_line() {
	local count=${4-1} found
	follow "$1"
	found=$(timeout "${3-60}" grep -m "$count" -e "$2" <"$TMP/.await" | wc -l)
	unfollow
	[[ $found -ge $count ]]
}

# FILE COUNT [SECONDS]: until FILE holds COUNT bytes, complete lines or not.
await_bytes() {
	local found
	follow "$1"
	found=$(timeout "${3-60}" head -c "$2" <"$TMP/.await" | wc -c)
	unfollow
	[[ $found -ge $2 ]]
}

# NAME PATTERN: until it prints such a line; false when it ends without one.
await_word() {
	local found
	follow "$TMP/$1.out" --pid="${PID[$1]}"
	found=$(timeout 60 grep -m 1 -e "$2" <"$TMP/.await")
	unfollow
	[[ -n $found ]]
}

# WHAT COMMAND...: until the command is true. For what tells nobody that it has changed.
await() {
	local what=$1 end=$((SECONDS + 60))
	shift
	until "$@"; do
		((SECONDS < end)) || fail "timed out waiting for $what"
		sleep 0.02
	done
}

# NAME: none of its threads has anything to do.
sleeps() {
	! sed 's/.*) //' "/proc/${PID[$1]}/task"/*/stat | grep -qv '^S'
}

# NAME [SECONDS]: waits until it has ended by itself; its exit status. Fails the test when it hangs.
await_exit() {
	local name=$1 seconds=${2-60}
	timeout "$seconds" tail -s 0.02 --pid="${PID[$name]}" -f /dev/null ||
		fail "$name still runs after $seconds s"
	wait "${PID[$name]}"
}

# NAME [SIGNAL]: tells it to end (TERM) and waits; its exit status.
stop() {
	kill "-${2-TERM}" "${PID[$1]}" 2>/dev/null
	await_exit "$1"
}

# [NAME [OPTIONS...]]: our server, and waits until it listens.
start_server() {
	local name=${1-server}
	shift || :
	start "$name" "$BIN/server" "$@"
	await_word "$name" '^listening on ' || fail "$name does not listen"
}

# Whether lo has an IPv6 address.
has_ipv6() {
	grep -q . /proc/net/if_inet6 2>/dev/null
}

# EXPECTED-FILE ACTUAL-FILE WHAT
expect_same() {
	diff -u "$1" "$2" || fail "$3"
}

# STATUS EXPECTED WHAT
expect_status() {
	[[ $1 -eq $2 ]] || fail "$3: exit status $1, expected $2"
}
