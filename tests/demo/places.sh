# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Where everything is in the source tree, which builds its programs. An installed script has another file
# of this name: places.sh.in.
# shellcheck disable=SC2034 # used where this is sourced

self=run_demo.sh       # what it calls itself
command=./run_demo.sh  # what the user types
scenarios=$ROOT/tests/catalogue/scenarios
golden=$ROOT/tests/catalogue/golden
golden_is_installed='' # then it is not to be changed
needed_packages=(build play)
bundle_maker=$ROOT/tests/kernels/initramfs.sh
kernel_player=$ROOT/tests/kernels/run.sh # plays on other kernels

suite_version() {
	sed -n 's/^project(handshake VERSION \([0-9.]*\).*/\1/p' "$ROOT/CMakeLists.txt"
}

. "$PARTS/build.sh"
