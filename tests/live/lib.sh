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
	trap 'exit 130' INT
	trap 'exit 143' TERM
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

# Ends what was started, with every stream closed, and removes TMP. The exit status stays.
finish() {
	local status=$? running
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

# FILE PATTERN [SECONDS [COUNT]]: until COUNT lines (1) of FILE match the basic regular expression.
await_line() {
	local file=$1 pattern=$2 seconds=${3-10} count=${4-1} fifo=$TMP/.await tail found
	[[ -e $file ]] || : >>"$file"
	mkfifo "$fifo"
	tail -n +1 -s 0.05 -f "$file" >"$fifo" 2>/dev/null &
	tail=$!
	found=$(timeout "$seconds" grep -m "$count" -e "$pattern" <"$fifo" | wc -l)
	rm "$fifo"
	kill "$tail" 2>/dev/null
	wait "$tail" 2>/dev/null
	[[ $found -ge $count ]]
}

# FILE COUNT [SECONDS]: until FILE holds COUNT bytes, complete lines or not.
await_bytes() {
	local file=$1 count=$2 seconds=${3-10} fifo=$TMP/.await tail found
	mkfifo "$fifo"
	tail -c +1 -s 0.05 -f "$file" >"$fifo" 2>/dev/null &
	tail=$!
	found=$(timeout "$seconds" head -c "$count" <"$fifo" | wc -c)
	rm "$fifo"
	kill "$tail" 2>/dev/null
	wait "$tail" 2>/dev/null
	[[ $found -ge $count ]]
}

# NAME [SECONDS]: waits until it has ended by itself; its exit status. Fails the test when it hangs.
await_exit() {
	local name=$1 seconds=${2-10}
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
	await_line "$TMP/$name.out" '^listening on ' || fail "$name does not listen"
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
