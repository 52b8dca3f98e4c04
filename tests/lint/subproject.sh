#!/bin/sh
# SPDX-License-Identifier: MIT
# subproject.sh COMPILER: a project that adds ours with add_subdirectory() can link a floor, keeps its
# own flags, and gets none of our tests.
root=$(cd "$(dirname "$0")/../.." && pwd) || exit 1
. "$(dirname "$0")/lib.sh"
folder=$(mktemp -d) || exit 1
remove_at_end "$folder"
command -v make >/dev/null || skip "make is not installed"

mkdir "$folder/host"
cat >"$folder/host/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.25)
project(host C)
enable_testing()
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
add_executable(before user.c)
add_subdirectory($root handshake)
add_executable(after user.c)
target_link_libraries(before PRIVATE decode)
target_link_libraries(after PRIVATE decode)
END
cat >"$folder/host/user.c" <<'END'
#include "decode.h"
#ifdef _GNU_SOURCE
#error "our definitions reach others"
#endif

int main(int count, char **arguments)
{
	char narrow = count; /* for -Wconversion */
	return arguments && narrow == 100 ? (int)(long)segment_decode : 0;
}
END

# COMMAND...: says what it said when it fails.
quietly() {
	"$@" >"$folder/log" 2>&1 || {
		cat "$folder/log"
		problem "failed: $*"
		verdict
	}
}

unset CFLAGS CPPFLAGS LDFLAGS CMAKE_BUILD_TYPE
quietly cmake -G 'Unix Makefiles' -S "$folder/host" -B "$folder/build" \
	-DCMAKE_C_COMPILER="$1" -DCMAKE_BUILD_TYPE=Release
quietly cmake --build "$folder/build" --target before after
! grep -i 'warning' "$folder/log" || problem "our warnings reach others"

# Their project has set no options, so they have only those of the build type (and CMake 3.27
# asks the linker for a list of what it read).
for target in before after; do
	files="$folder/build/CMakeFiles/$target.dir"
	options=$(grep -ohE -e ' -(W[a-z]|[fDOz]|pie|std=)[^ ]*' "$files/flags.make" "$files/link.txt" |
		grep -vxE ' -(O3|DNDEBUG|Wl,--dependency-file=.*)')
	[ -z "$options" ] || problem "the target $target has options of ours: $options"
done
grep -q Wconversion "$folder/build/handshake/capture/decode/CMakeFiles/decode.dir/flags.make" ||
	problem "our own code has lost its warnings"
tests=$(cd "$folder/build" && ctest -N | sed -n 's/^Total Tests: //p')
[ "$tests" = 0 ] || problem "a project that adds ours has $tests tests of ours"
cmake --build "$folder/build" --target help >"$folder/targets"
for target in sniffer server client catalogue_runner; do
	grep -q " $target\$" "$folder/targets" || problem "the target $target is missing"
done
! grep -E ' (test_|fuzz_|story)' "$folder/targets" || problem "targets of our tests"
verdict
