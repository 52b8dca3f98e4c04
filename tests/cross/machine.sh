# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# For run.sh and tests/kernels: programs for another machine, on Debian or Ubuntu. Its libraries, and the programs of it
# that are wanted, are packages unpacked into $sysroot, a folder below $build; nothing is installed. Who sources this
# has ROOT and a function skip REASON.

CROSS=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# MACHINE, as Debian calls it: sets machine, compiler, libraries, build and sysroot; false for one that is not known.
choose_machine() {
	machine=$1
	case $machine in
	i386) compiler=i686-linux-gnu-gcc libraries=i386-linux-gnu ;;
	arm64) compiler=aarch64-linux-gnu-gcc libraries=aarch64-linux-gnu ;;
	s390x) compiler=s390x-linux-gnu-gcc libraries=s390x-linux-gnu ;;
	*) return 1 ;;
	esac
	build=$ROOT/build-$machine
	sysroot=$build/sysroot
}

# The compiler and its C library.
need_compiler() {
	command -v "$compiler" >/dev/null || skip "$compiler is not installed: see the head of tests/cross/run.sh"
	echo '#include <stdio.h>
		int main(void) { return 0; }' | "$compiler" -x c -o /dev/null - 2>/dev/null ||
		skip "$compiler lacks the C library of $machine: see the head of tests/cross/run.sh"
}

# NAME PACKAGE...: these with all that they depend on, once for each NAME, with an apt that knows nothing of this system
# but where packages come from.
fetch_packages() {
	local name=$1 state=$build/apt
	shift
	[[ ! -e $sysroot/$name ]] || return 0
	mkdir -p "$state"/{lists,archives,dpkg} "$sysroot"
	unpack_packages "$state" "$@" >"$build/fetch-$name.log" 2>&1 || {
		tail "$build/fetch-$name.log"
		skip "packages for $machine cannot be fetched"
	}
	: >"$sysroot/$name"
}

# STATE PACKAGE...
unpack_packages() {
	local state=$1 package link options
	shift
	: >"$state/dpkg/status"
	options=(-q -o "APT::Architecture=$machine" -o "APT::Architectures::=$machine" -o "Dir::State=$state"
		-o "Dir::State::Lists=$state/lists" -o "Dir::Cache=$state" -o "Dir::State::Status=$state/dpkg/status"
		-o Debug::NoLocking=1 -o APT::Sandbox::User=root -o "Dir::Cache::Archives=$state/archives")
	apt-get "${options[@]}" update &&
		apt-get "${options[@]}" install -y --no-install-recommends --download-only "$@" || return
	for package in "$state"/archives/*.deb; do
		dpkg-deb -x "$package" "$sysroot" || return
	done
	# Absolute links lead out of the folder.
	find "$sysroot" -type l -lname '/*' ! -lname "$sysroot/*" | while read -r link; do
		ln -sfn "$sysroot$(readlink "$link")" "$link"
	done
}

# FOLDER [TARGET...]: builds for the machine in a folder of $build.
build_for_machine() {
	local folder=$build/$1
	shift
	# libc-bin has the locale C.UTF-8 in the machine's byte order.
	fetch_packages complete libpcap0.8-dev libevent-dev libcmocka-dev libseccomp-dev libcap-ng-dev libc-bin
	cmake -S "$ROOT" -B "$folder" -DCMAKE_BUILD_TYPE=Release -DCMAKE_TOOLCHAIN_FILE="$CROSS/toolchain.cmake" \
		-DCROSS_COMPILER="$compiler" -DCROSS_SYSROOT="$sysroot" -DCROSS_LIBRARIES="$libraries" \
		>"$build/configure.log" || {
		tail -n 30 "$build/configure.log"
		return 1
	}
	find "$folder" -name "*.$machine" -delete
	cmake --build "$folder" -j "$(nproc)" ${1:+--target "$@"}
}
