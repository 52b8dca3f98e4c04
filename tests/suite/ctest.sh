# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What tests/run.sh and tests/nightly.sh share: building a preset, and running ctest so that success
# means that every test ran. Whoever sources this has ROOT and a function say.

# Most tests wait for something most of the time: two for each processor. What computes takes both
# (PROCESSORS), and what looks at time runs alone (RUN_SERIAL).
in_parallel() {
	CMAKE_BUILD_PARALLEL_LEVEL=$(nproc)
	CTEST_PARALLEL_LEVEL=$((2 * $(nproc)))
	export CMAKE_BUILD_PARALLEL_LEVEL CTEST_PARALLEL_LEVEL
	! command -v ninja >/dev/null || export CMAKE_GENERATOR=Ninja # twice as fast as make here
}

# PROGRAM COMPILER [OPTION...]: whether it compiles and links this text.
compiles() {
	local text=$1 folder status
	shift
	folder=$(mktemp -d) || exit 1
	printf '%s\n' "$text" >"$folder/x.c"
	"$@" -o "$folder/x" "$folder/x.c" 2>/dev/null
	status=$?
	rm -r "$folder"
	return "$status"
}

# PRESET: whether its compiler is here, with what the preset asks of it.
can_build() {
	local program='int main(void) { return 0; }'
	case $1 in
	release) ;;
	clang) compiles "$program" clang ;;
	debug) compiles "$program" gcc -fsanitize=address,undefined ;;
	tsan) compiles "$program" gcc -fsanitize=thread ;;
	fuzz) compiles 'int LLVMFuzzerTestOneInput(const char *data, unsigned long size);
		int LLVMFuzzerTestOneInput(const char *data, unsigned long size) { return !data && size; }' \
		clang -fsanitize=fuzzer,address,undefined ;;
	esac
}

# FOLDER: which tests of its last run could not tell, and why.
skip_reasons() {
	local log=$ROOT/$1/Testing/Temporary/LastTest.log
	[[ ! -e $log ]] || awk '
		/^[0-9]+\/[0-9]+ Testing: / { test = $3 }
		/^SKIP/ { print "not tested here: " test ": " $0 }' "$log"
}

# FILE: ctest's lines, each as it comes, for which neither sed nor awk has a portable way; from the one
# that counts the tests on they go into FILE.
until_end() {
	local line
	while IFS= read -r line || [[ -n $line ]]; do
		[[ ! $line =~ ^[0-9]+%\ tests\ passed,\  ]] || exec >>"$1"
		printf '%s\n' "$line"
	done
}

# FOLDER ARGUMENT...: ctest with these arguments, whose build folder is FOLDER. What it says at its end
# comes last, after the reasons of what was skipped. True when all passed, and as many ran as are listed.
run_ctest() {
	local folder=$1 listed ran status end
	shift
	listed=$(ctest "$@" -N | sed -n 's/^Total Tests: //p')
	end=$(mktemp) || return 1
	rm -f "$ROOT/$folder/Testing/Temporary/LastTest.log"
	ctest "$@" 2>&1 | until_end "$end"
	status=${PIPESTATUS[0]}
	ran=$(sed -n 's/^[0-9]*% tests passed, .* out of \([0-9]*\)$/\1/p' "$end" | tail -n 1)
	skip_reasons "$folder"
	cat "$end"
	rm "$end"
	if ((status > 128)); then
		say "$folder: ctest was ended by SIG$(kill -l "$status")"
	elif [[ -z $ran || $ran != "$listed" || $ran -eq 0 ]]; then
		say "$folder: ${ran:-none} of ${listed:-no} listed tests ran"
	else
		return "$status"
	fi
	return 1
}

# PRESET [ARGUMENT...]: configures, builds and tests it (ctest with these arguments, else --preset); false
# at the first failure. Not by cmake --workflow, whose exit status (3.25) is 0 when a signal ends ctest.
pass() {
	local preset=$1 folder=build-$1
	shift
	[[ $preset != release ]] || folder=build
	printf '\n==== %s ====\n' "$preset"
	(($#)) || set -- --preset "$preset"
	cmake --preset "$preset" && cmake --build --preset "$preset" && run_ctest "$folder" "$@"
}
