#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh i386|arm64|s390x: builds for a machine with other words (32 bits; or the other byte order) and runs
# the tests that need no network there. On Debian or Ubuntu: it fetches the libraries of that machine
# into a folder of its own and installs nothing; the compiler and qemu have to be there:
#   apt-get install gcc-i686-linux-gnu libc6-dev-i386-cross qemu-user-static
#   apt-get install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static
#   apt-get install gcc-s390x-linux-gnu libc6-dev-s390x-cross qemu-user-static
set -eu
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$ROOT/tests/cross/machine.sh"

# REASON: what it needs is not here.
skip() {
	echo "SKIP: $*"
	exit 77
}

need() {
	command -v "$1" >/dev/null || skip "$1 is not installed: see the head of tests/cross/run.sh"
}

# PROGRAM: a script in its place, so that everything can start it.
wrap() {
	mv "$1" "$1.$machine"
	{
		echo '#!/bin/sh'
		echo "exec $emulator -L '$sysroot' '$1.$machine' \"\$@\""
	} >"$1"
	chmod +x "$1"
}

choose_machine "${1:?which machine: i386, arm64 or s390x}" || {
	echo "run.sh: i386, arm64 or s390x, not '$1'" >&2
	exit 2
}
need apt-get
case $machine in
arm64) emulator=qemu-aarch64-static ;;
*) emulator=qemu-$machine-static ;;
esac
need "$emulator"
need_compiler
mkdir -p "$build"
build_for_machine cmake
while read -r program; do
	[[ $(head -c 4 "$program") != $'\x7fELF' ]] || wrap "$program"
done < <(find "$build/cmake/bin" "$build/cmake/tests" "$build/cmake/libexec" -type f -perm -u+x)
cd "$build/cmake"
# What qemu 7.2's user mode has not: IP_BIND_ADDRESS_NO_PORT, netlink's sock_diag; and it hands on TCP_INFO in
# the byte order that it comes in.
lacking='connect_socket|load_faults|monitor|source_addresses'
[[ $machine != s390x ]] || lacking+='|acceptor|client_session|client_session_experiments|worker'
exec ctest -j "$(nproc)" --output-on-failure -L '^(unit|story|golden|fuzz)$' -E "^unit\\.($lacking)\$"
