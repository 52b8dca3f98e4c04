# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What run.sh is given, looked at before anything is built, fetched or booted.

# FILE OFFSET COUNT TYPE: these bytes, as od shows them, without blanks.
bytes_of() {
	od -An -v -j "$2" -N "$3" -t "$4" "$1" 2>/dev/null | tr -d ' \n'
}

# FILE: what is wrong with it as a kernel of the machine arch that QEMU can boot, in words; nothing if it may be one.
# amd64: a bzImage (Documentation/arch/x86/boot.rst) as long as it says; arm64: an Image (booting.rst of that machine)
# or one that gzip has packed; s390x: its IPL record. An ELF file is left to QEMU.
wrong_kernel() {
	local setup
	[[ $(bytes_of "$1" 0 4 x1) != 7f454c46 ]] || return 0
	case $arch in
	amd64)
		if [[ $(bytes_of "$1" 514 4 x1) != 48647253 ]]; then
			echo "is no kernel for $arch, a bzImage"
			return
		fi
		setup=$(bytes_of "$1" 497 1 u1)
		((setup)) || setup=4
		(($(stat -L -c %s "$1") >= (setup + 1) * 512 + $(bytes_of "$1" 500 4 u4) * 16)) ||
			echo "is a kernel that is cut off"
		;;
	arm64)
		[[ $(bytes_of "$1" 56 4 x1) == 41524d64 || $(bytes_of "$1" 0 2 x1) == 1f8b ]] ||
			echo "is no kernel for $arch, an Image or Image.gz"
		;;
	s390x) [[ $(bytes_of "$1" 65544 6 x1) == 533339304550 ]] || echo "is no kernel for $arch, a bzImage" ;;
	esac
}

# FILE: the release (uname -r) that a bzImage for amd64 says it is; nothing for another file.
release_of() {
	local at
	[[ $arch == amd64 && $(bytes_of "$1" 514 4 x1) == 48647253 ]] || return 0
	at=$(bytes_of "$1" 526 2 u2)
	((at == 0)) || tail -c +$((at + 513)) "$1" | head -c 256 | tr '\0 ' '\n' | head -n 1
}

# Scenarios that are wanted.
check_names() {
	local name names
	IFS=, read -r -a names <<<"$only"
	for name in "${names[@]}"; do
		[[ -f $ROOT/tests/catalogue/scenarios/$name.txt ]] ||
			die_usage "--only: there is no scenario '$name' (run_demo.sh --list has them)"
	done
}

# A kernel of one's own. What a build has left may be a matter of this one version: a bisection goes on without it.
check_kernel() {
	local wrong release
	wrong=$(wrong_kernel "$vmlinuz")
	release=$(release_of "$vmlinuz")
	if [[ -z $wrong && -n $modules ]]; then
		modules=$(realpath "$modules")
		if [[ -z $(find "$modules" -name '*.ko*' -print -quit) ]]; then
			wrong="has no modules in $modules"
		elif [[ -n $release && $release != "${modules##*/}" ]]; then
			wrong="is $release, the modules in $modules are not"
		fi
	fi
	[[ -n $wrong ]] || return 0
	say "--vmlinuz: $vmlinuz $wrong"
	exit $((bisect ? 125 : 2))
}
