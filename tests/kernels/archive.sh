# shellcheck shell=bash
# SPDX-License-Identifier: MIT

# FOLDER OUT.cpio: the files of the folder for a kernel to unpack: sorted, root's, without times and inode numbers, so
# that the same files give the same bytes. Two such archives, one after the other, are one, too.
archive() {
	find "$1" -exec touch -h -d @0 {} +
	(cd "$1" && find . -print0 | LC_ALL=C sort -z |
		cpio --null --create --quiet --format=newc --reproducible --owner=+0:+0) >"$2.new"
	mv "$2.new" "$2"
}
