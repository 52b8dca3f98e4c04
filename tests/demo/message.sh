# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What run_demo.sh says about itself. All of it goes to stderr: stdout is the product's.

# A line for a person.
say() {
	printf 'run_demo.sh: %s\n' "$*" >&2
}

# STATUS TEXT...: says why, and ends.
die() {
	local status=$1
	shift
	say "$*"
	exit "$status"
}

# Wrong usage.
die_usage() {
	die 2 "$*: see './run_demo.sh --help'"
}

# TEXT...: a line of the product. A reader that went away ends the script quietly (the trap on
# PIPE), any other failure is told.
show() {
	printf '%s\n' "$*" 2>/dev/null || die 1 "cannot write the output: is the disk full?"
}
