#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# initramfs.sh BUILD OUT.cpio: the installed suite of the release build in BUILD and what it needs to play the catalogue:
# ip, nft, tc, a dash, a busybox and the libraries. (As sh, busybox would take its own ip.) A kernel's modules come as a
# second archive (modules.sh). The same programs give the same bytes.
set -eu -o pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/archive.sh"
PATH=$PATH:/usr/sbin:/sbin
applets=(cat gzip insmod mkdir mount poweroff rm stty tar tee tr)

build=$1 out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

# PROGRAM: the libraries that it is linked with, in their places. A static one has none.
add_libraries() {
	local libraries library
	libraries=$(ldd "$1" 2>/dev/null | grep -o '/[^ ]*') || return 0
	for library in $libraries; do
		[[ ! -e $root$library ]] || continue
		mkdir -p "$root${library%/*}"
		cp -L "$library" "$root$library"
	done
}

DESTDIR=$work/installed cmake --install "$build" --prefix /usr --strip >"$work/install.log" || {
	cat "$work/install.log" >&2
	exit 1
}
mkdir -p "$root"/{dev,etc,modules,proc,sys,tmp} "$root"/usr/{bin,lib,lib64,libexec,share}
for folder in bin lib lib64; do
	ln -s "usr/$folder" "$root/$folder"
done
ln -s usr/bin "$root/sbin"
: >"$root/modules/order"
cp -r "$work/installed/usr/libexec/handshake" "$root/usr/libexec/"
cp -r "$work/installed/usr/share/handshake" "$root/usr/share/"
for tool in ip nft tc dash busybox; do
	cp -L "$(command -v "$tool")" "$root/usr/bin/$tool"
	add_libraries "$root/usr/bin/$tool"
done
for program in "$root"/usr/libexec/handshake/*; do
	[[ -d $program ]] || add_libraries "$program"
done
ln -s dash "$root/usr/bin/sh"
for applet in "${applets[@]}"; do
	ln -s busybox "$root/usr/bin/$applet"
done
cp "$HERE/init.sh" "$root/init"
chmod 755 "$root/init"
printf '%s\n' root:x:0:0::/:/bin/sh nobody:x:65534:65534::/:/bin/sh >"$root/etc/passwd"
printf '%s\n' root:x:0: nogroup:x:65534: >"$root/etc/group"
printf '%s\n' '127.0.0.1 localhost' '::1 localhost' >"$root/etc/hosts"
archive "$root" "$out"
