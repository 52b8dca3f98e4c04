# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Building the programs into build/bin, and only when that is needed.

program_names=(sniffer server client)
source_places=(CMakeLists.txt CMakePresets.json common capture server client tests/path tests/catalogue)

# True when a program is missing or a source is newer than the last build.
build_needed() {
	local stamp=$ROOT/build/demo.stamp name
	for name in "${program_names[@]/#/bin/}" libexec/catalogue_runner; do
		[[ -x $ROOT/build/$name ]] || return 0
	done
	[[ -e $stamp ]] || stamp=$ROOT/build/bin/sniffer
	[[ -n $(cd "$ROOT" && find "${source_places[@]}" -newer "$stamp" \( -name '*.[ch]' -o -name '*.in' \
		-o -path '*/page/*' -o -iname '*cmake*' \) -type f 2>&1) ]]
}

# Runs COMMAND... in a process group of its own, so that it can be ended as a whole, and keeps what
# it says in build/demo.log.
build_step() {
	local status
	setsid "$@" >>"$ROOT/build/demo.log" 2>&1 &
	build_group=$!
	wait "$build_group"
	status=$?
	build_group=''
	return "$status"
}

# Ctrl-C and the like while building: ends the compilers too.
end_build() {
	[[ -n ${build_group-} ]] || return 0
	kill -TERM -- "-$build_group" 2>/dev/null
	wait "$build_group"
}

# Who called sudo shall be able to build again. What is root's in there was made by root, here.
give_build_to_sudo_user() {
	[[ $EUID -ne 0 || ! ${SUDO_UID-}:${SUDO_GID-} =~ ^[0-9]+:[0-9]+$ ]] ||
		find -P "$ROOT/build" -xdev -user 0 -exec chown -h "$SUDO_UID:$SUDO_GID" {} + 2>/dev/null
}

# Sets programs.
take_programs() {
	local options=()
	programs=$ROOT/build/bin
	build_needed || return 0
	command -v cmake >/dev/null ||
		die 1 "cmake is not installed: ./run_demo.sh --install-deps installs what building needs"
	say "building the programs in build/ (only this time)"
	mkdir -p "$ROOT/build" && : >"$ROOT/build/demo.log" || die 1 "cannot write to $ROOT/build"
	cd "$ROOT" || exit 1
	# Tests are left out where nobody has asked for them. (The preset asks for them, and so does ON in a
	# build folder that is there.)
	grep -qs '^BUILD_TESTING:BOOL=ON' build/CMakeCache.txt || options=(-DBUILD_TESTING=OFF)
	if build_step cmake --preset release "${options[@]}" &&
		build_step cmake --build --preset release -j "$(nproc)" --target "${program_names[@]}" catalogue_runner; then
		rm -f build/demo.log
		: >build/demo.stamp
		give_build_to_sudo_user
	else
		tell_lines <build/demo.log
		die 1 "the programs cannot be built (above is what the build said)"
	fi
}
