#!/bin/sh
# SPDX-License-Identifier: MIT
# The house stands: a floor includes headers of the floors below it; libpcap is known to
# capture/source alone, libevent to server, client and capture/live_view; server and client know
# nothing of capture; what takes rights away is known to common/confine alone.
. "$(dirname "$0")/lib.sh"

# Folder, the folders whose headers it may include beside its own, and foreign libraries.
table='
common           -                                                -
common/confine   common                                           confine
capture/decode   common                                           -
capture/source   common,capture/decode                            pcap
capture/track    common,capture/decode                            -
capture/explain  common,capture/decode,capture/track              -
capture/write    common,capture/decode,capture/track,capture/explain  -
capture/live_view  common,common/confine,capture/decode,capture/track,capture/explain,capture/write  event2
capture          common,common/confine,capture/decode,capture/source,capture/track,capture/explain,capture/write,capture/live_view  -
server           common,common/confine                            event2
client           common,common/confine                            event2
'

headers=$(sources '*.h' | grep -v '^tests/')
headers="$headers
common/version.h"

# FILE-NAME: the folder (the first of them) that has this header.
folder_of() {
	echo "$headers" | grep "/$1\$" | sed 's|/[^/]*$||' | head -n 1
}

# Headers are included by bare names, so a name is there once.
for name in $(echo "$headers" | sed 's|.*/||' | sort | uniq -d); do
	problem "$name: more than one header of this name:" "$(echo "$headers" | grep "/$name\$" | xargs)"
done

# FILE FOLDER ALLOWED: its includes of ours.
check_ours() {
	# shellcheck disable=SC2013 # names without spaces
	for name in $(sed -n 's/^#[ \t]*include[ \t]*"\([^"]*\)".*/\1/p' "$1"); do
		case $name in
		*/*) problem "$1: \"$name\" is not a bare name" ;;
		esac
		owner=$(folder_of "$name")
		case ",$2,$3," in
		*",${owner:-?},"*) ;;
		*) problem "$1: \"$name\" of ${owner:-nobody} is not below $2" ;;
		esac
		# What is private to a floor stays there.
		if [ "$owner" != "$2" ] && [ -n "$owner" ] && is_private "$owner" "$name"; then
			problem "$1: \"$name\" is private to $owner"
		fi
	done
}

# FOLDER HEADER: not among the HEADERS of its CMakeLists.txt.
is_private() {
	[ "$2" != version.h ] &&
		! sed -n '/HEADERS/,/LINKS\|)/p' "$1/CMakeLists.txt" | grep -qw -e "$2"
}

# FILE FOREIGN: its includes of foreign libraries.
check_foreign() {
	# shellcheck disable=SC2013 # names without spaces
	for name in $(sed -n 's/^#[ \t]*include[ \t]*<\([^>]*\)>.*/\1/p' "$1"); do
		case $name in
		pcap.h | pcap/*) library=pcap ;;
		event.h | event2/* | evutil.h) library=event2 ;;
		seccomp.h | cap-ng.h | linux/capability.h) library=confine ;;
		*) continue ;;
		esac
		[ "$library" = "$2" ] || problem "$1: <$name> is not for this folder"
	done
}

checked=0
while read -r folder allowed foreign; do
	[ -n "$folder" ] || continue
	for file in "$folder"/*.[ch]; do
		check_ours "$file" "$folder" "$allowed"
		check_foreign "$file" "$foreign"
		checked=$((checked + 1))
	done
done <<END
$table
END

# A header that is not public says so, so that nobody relies on it.
for header in $(sources '*.h' | grep -v '^tests/'); do
	folder=${header%/*}
	[ "$folder" != capture ] || continue # main's own: there is no floor above
	! is_private "$folder" "${header##*/}" || grep -q 'Private to' "$header" ||
		problem "$header: neither public in $folder/CMakeLists.txt nor 'Private to' it"
done

# No source folder is left out of the table.
for folder in $(sources '*.c' | grep -v '^tests/' | sed 's|/[^/]*$||' | sort -u); do
	echo "$table" | grep -q "^$folder " || problem "$folder: not in the table of floors"
done
[ "$checked" -gt 50 ] || problem "only $checked files looked at"
verdict
