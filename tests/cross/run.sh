#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh i386|s390x: builds for a machine with other words (32 bits; or the other byte order) and runs
# the tests that need no network there. On Debian or Ubuntu: it fetches the libraries of that machine
# into a folder of its own and installs nothing; the compiler and qemu have to be there:
#   apt-get install gcc-i686-linux-gnu libc6-dev-i386-cross qemu-user-static
#   apt-get install gcc-s390x-linux-gnu libc6-dev-s390x-cross qemu-user-static
set -eu
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$HERE/../..
machine=${1:?which machine: i386 or s390x}
packages=(libpcap0.8-dev libevent-dev libcmocka-dev libseccomp-dev libcap-ng-dev)
case $machine in
i386) compiler=i686-linux-gnu-gcc libraries=i386-linux-gnu ;;
s390x) compiler=s390x-linux-gnu-gcc libraries=s390x-linux-gnu ;;
*)
	echo "run.sh: i386 or s390x, not '$machine'" >&2
	exit 2
	;;
esac
build=$ROOT/build-$machine
sysroot=$build/sysroot

# REASON: what it needs is not here.
skip() {
	echo "SKIP: $*: see the head of tests/cross/run.sh"
	exit 77
}

need() {
	command -v "$1" >/dev/null || skip "$1 is not installed"
}

# Into a folder, with an apt that knows nothing of this system but where packages come from.
fetch_libraries() {
	local state=$build/apt
	mkdir -p "$state"/{lists,archives,dpkg} "$sysroot"
	: >"$state/dpkg/status"
	local options=(-q -o "APT::Architecture=$machine" -o "APT::Architectures::=$machine"
		-o "Dir::State=$state" -o "Dir::State::Lists=$state/lists" -o "Dir::Cache=$state"
		-o "Dir::State::Status=$state/dpkg/status" -o "Debug::NoLocking=1"
		-o "APT::Sandbox::User=root" -o "Dir::Cache::Archives=$state/archives")
	apt-get "${options[@]}" update
	apt-get "${options[@]}" install -y --no-install-recommends --download-only "${packages[@]}"
	local package
	for package in "$state"/archives/*.deb; do
		dpkg-deb -x "$package" "$sysroot"
	done
	# Absolute links lead out of the folder.
	find "$sysroot" -type l -lname '/*' | while read -r link; do
		ln -sfn "$sysroot$(readlink "$link")" "$link"
	done
	: >"$sysroot/complete"
}

# PROGRAM: a script in its place, so that everything can start it.
wrap() {
	mv "$1" "$1.$machine"
	{
		echo '#!/bin/sh'
		echo "exec qemu-$machine-static -L '$sysroot' '$1.$machine' \"\$@\""
	} >"$1"
	chmod +x "$1"
}

need apt-get
need "$compiler"
need "qemu-$machine-static"
echo '#include <stdio.h>
	int main(void) { return 0; }' | "$compiler" -x c -o /dev/null - 2>/dev/null ||
	skip "$compiler lacks the C library of $machine"
mkdir -p "$build"
[[ -e $sysroot/complete ]] || fetch_libraries >"$build/fetch.log" 2>&1 || {
	tail "$build/fetch.log"
	skip "the libraries for $machine cannot be fetched"
}
cmake -S "$ROOT" -B "$build/cmake" -DCMAKE_BUILD_TYPE=Release \
	-DCMAKE_TOOLCHAIN_FILE="$HERE/toolchain.cmake" -DCROSS_COMPILER="$compiler" \
	-DCROSS_SYSROOT="$sysroot" -DCROSS_LIBRARIES="$libraries" >"$build/configure.log" || {
	tail -n 30 "$build/configure.log"
	exit 1
}
find "$build/cmake" -name "*.$machine" -delete
cmake --build "$build/cmake" -j "$(nproc)"
while read -r program; do
	[[ $(head -c 4 "$program") != $'\x7fELF' ]] || wrap "$program"
done < <(find "$build/cmake/bin" "$build/cmake/tests" "$build/cmake/libexec" -type f -perm -u+x)
cd "$build/cmake"
exec ctest -j "$(nproc)" --output-on-failure -L '^(unit|story|golden|fuzz)$'
