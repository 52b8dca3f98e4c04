# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# How --update writes.

# NEW FILE: FILE becomes what is in NEW, by a file beside it that takes its place when it is whole; on a
# full disk it stays as it was. What is there and no file (a folder, a device) stays, too.
replace() {
	if [ -e "$2" ] && [ ! -f "$2" ]; then
		echo "FAIL $2 is no file" >&2
		return 1
	fi
	cp "$1" "$2.new.$$" && mv -f "$2.new.$$" "$2" && return
	rm -f "$2.new.$$"
	return 1
}
