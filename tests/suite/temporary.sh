# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# For scripts that have a temporary file or folder: it goes however they end.

# PATH: is removed at the end, with all that is in it. A signal that comes when the trap on EXIT has begun
# removes it, too: exit alone would end the script there at once, and Ctrl-C would end the rm amid its work.
remove_at_end() {
	temporary=$1
	trap 'remove_temporary $?' EXIT
	trap 'remove_temporary 129' HUP
	trap 'remove_temporary 130' INT
	trap 'remove_temporary 143' TERM
}

# STATUS: ends the script with it.
remove_temporary() {
	trap '' HUP INT TERM
	rm -rf "$temporary"
	exit "$1"
}
