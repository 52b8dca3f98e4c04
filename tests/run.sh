#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds and tests everything, from any folder: with clang, with ThreadSanitizer, as it is released, and
# with the other sanitizers; see --help. It stops at the first failure, so that what it says last is the
# failure, or the closing lines of the last ctest.
set -u
# An ordinary user's PATH may lack where ip, nft and tc are.
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
. "$ROOT/tests/demo/packages.sh"
. "$ROOT/tests/suite/ctest.sh"

usage() {
	cat <<'END'
usage: tests/run.sh [--install-deps]

Builds everything and tests it: with clang (build-clang/), the server's threads with ThreadSanitizer
(build-tsan/), as it is released (build/), and with gcc, AddressSanitizer and
UndefinedBehaviorSanitizer (build-debug/). Warnings are errors, except in the release build, with the
compilers of tests/lint/pinned.txt. Each test runs where it can find most (testPresets in
CMakePresets.json); tests/nightly.sh runs all of them in each build but that with ThreadSanitizer. What
is missing on this machine is left out, and said; with CI=true in the environment it is a failure.

  --install-deps  first install what building and testing need (apt-get, dnf, apk or pacman)
  -h, --help      print this

Exit status: 0 all passed, 1 something failed, 2 wrong usage.
END
}

# TEXT...: a line for a person.
say() {
	printf 'tests/run.sh: %s\n' "$*" >&2
}

# What the tests use, beside gcc, cmake, libraries and what is on every system: without it some skip.
tools=(clang clang-format clang-tidy cppcheck shellcheck valgrind make readelf jq python3 tcpdump tshark
	sharkd editcap nc ncat socat tmux ip ss nft tc script setpriv taskset chromedriver
	man mandoc zsh fish)
missing=()

# Fills missing.
find_missing() {
	local tool
	for tool in "${tools[@]}"; do
		command -v "$tool" >/dev/null || missing+=("$tool")
	done
	command -v chromium chromium-browser google-chrome >/dev/null || missing+=(chromium)
	python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null ||
		missing+=(python3-jsonschema)
	compiles '#include <stdarg.h>
		#include <stddef.h>
		#include <stdint.h>
		#include <setjmp.h>
		#include <cmocka.h>
		int main(void) { return 0; }' cc || missing+=(cmocka)
	can_build debug || missing+=(sanitizers)
	can_build tsan || missing+=(thread-sanitizer)
}

# NAME: whether it is missing.
lacks() {
	[[ " ${missing[*]} " == *" $1 "* ]]
}

# TEXT...: loudly.
left_out() {
	say "LEFT OUT: $*"
}

# In a bare chroot nothing is mounted on /proc, and much cannot be tested. Root gives it one in a mount
# namespace that ends with this script; not where the mount would show outside as well.
with_proc() {
	if [[ ${1-} != --inside ]]; then
		[[ ! -e /proc/self && $EUID -eq 0 ]] || return 0
		unshare -m --propagation unchanged true 2>/dev/null &&
			exec unshare -m --propagation unchanged "$BASH" "$ROOT/tests/run.sh" --inside "$@"
	elif mount -t proc proc /proc; then
		! grep -q ' /proc .* shared:' /proc/self/mountinfo || umount /proc
	fi
	[[ -e /proc/self ]] || left_out "/proc, which is not mounted: what needs it will fail"
}

main() {
	with_proc "$@"
	[[ ${1-} != --inside ]] || shift
	case "$#:${1-}" in
	0:) ;;
	1:-h | 1:--help)
		usage
		exit
		;;
	1:--install-deps) install_packages build play test || exit 1 ;;
	*)
		say "unknown argument: see 'tests/run.sh --help'"
		exit 2
		;;
	esac
	cd "$ROOT" || exit 1
	find_missing
	if ((${#missing[@]})) && [[ ${CI-} == true ]]; then
		say "missing: ${missing[*]}: 'tests/run.sh --install-deps' installs it"
		exit 1
	fi
	((${#missing[@]} == 0)) ||
		left_out "the tests that need ${missing[*]} ('tests/run.sh --install-deps' installs it)"
	in_parallel

	lacks clang || pass clang || exit 1
	lacks thread-sanitizer || pass tsan || exit 1
	if lacks sanitizers; then
		left_out "the sanitizers"
		pass release --test-dir build --output-on-failure || exit 1
	else
		pass release && pass debug || exit 1
	fi
}

main "$@"
