# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Building the programs into build/bin, and only when that is needed.

program_names=(sniffer server client)
source_places=(CMakeLists.txt CMakePresets.json common capture server client tests/witness)

# True when a program is missing or a source is newer than the last build.
build_needed() {
	local stamp=$ROOT/build/demo.stamp name
	for name in "${program_names[@]}"; do
		[[ -x $ROOT/build/bin/$name ]] || return 0
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
	local file
	[[ $EUID -eq 0 && -n ${SUDO_UID-} ]] || return 0
	find -P "$ROOT/build" -xdev -user 0 -print0 | while IFS= read -r -d '' file; do
		give_to_sudo_user "$file"
	done
}

# Tests are left out where nobody has asked for them. (The preset asks for them, and so does ON in a
# build folder that is there.)
build_options() {
	build_options=()
	grep -qs '^BUILD_TESTING:BOOL=ON' "$ROOT/build/CMakeCache.txt" ||
		build_options+=(-DBUILD_TESTING=OFF)
}

build_programs() {
	local build_options
	programs=$ROOT/build/bin
	build_needed || return 0
	command -v cmake >/dev/null ||
		die 1 "cmake is not installed: ./run_demo.sh --install-deps installs what building needs"
	say "building the programs in build/ (only this time)"
	mkdir -p "$ROOT/build" && : >"$ROOT/build/demo.log" || die 1 "cannot write to $ROOT/build"
	cd "$ROOT" || exit 1
	build_options
	if build_step cmake --preset release "${build_options[@]}" &&
		build_step cmake --build --preset release -j "$(nproc)" --target "${program_names[@]}" witness; then
		rm -f build/demo.log
		: >build/demo.stamp
		give_build_to_sudo_user
	else
		tell_lines <build/demo.log
		die 1 "the programs cannot be built (above is what the build said)"
	fi
}

find_programs() {
	local name
	for name in "${program_names[@]}"; do
		[[ -x $programs/$name ]] || die 1 "there is no program '$name' in $programs"
	done
}
