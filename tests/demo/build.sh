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

# What a build says, from stdin: all of it goes to build/demo.log, and how far it is, as make ("[ 45%]") and
# ninja ("[12/99]") tell it, to the user: in one line of a terminal, else a few times.
follow_build() {
	local line percent told=0
	while IFS= read -r line || [[ -n $line ]]; do
		printf '%s\n' "$line" >&3
		if [[ $line =~ ^\[\ *([0-9]+)%\] ]]; then
			percent=$((10#${BASH_REMATCH[1]}))
		elif [[ $line =~ ^\[\ *([0-9]+)/([1-9][0-9]*)\] ]]; then
			percent=$((100 * 10#${BASH_REMATCH[1]} / 10#${BASH_REMATCH[2]}))
		else
			continue
		fi
		if [[ -t 2 ]]; then
			((percent == told)) || printf '\rbuilding: %3d %%' "$percent" >&2
			told=$percent
		elif ((percent >= told + 25 && percent < 100)); then
			told=$((percent / 25 * 25))
			say "built: $told %"
		fi
	done 3>>"$ROOT/build/demo.log"
	[[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# Runs COMMAND... in a process group of its own, so that it can be ended as a whole; what it says is
# followed to its end.
build_step() {
	local status said follower
	exec {said}> >(follow_build)
	follower=$!
	setsid "$@" >&"$said" 2>&1 {said}>&- &
	build_group=$!
	exec {said}>&-
	wait "$build_group"
	status=$?
	build_group=''
	wait "$follower"
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
	say "building the programs in build/ (only this time; it may take minutes)"
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
