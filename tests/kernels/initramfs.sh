#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# initramfs.sh PROGRAMS RUNNER SCENARIOS GOLDEN OUT.cpio: what plays the catalogue on any kernel: the programs
# of these folders, ip, nft, tc, a dash, a busybox, the libraries, and init.sh. (As sh, busybox would take its
# own ip.) A kernel's modules come as a second archive behind it (modules.sh). The same programs give the
# same bytes.
set -eu -o pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/archive.sh"
PATH=$PATH:/usr/sbin:/sbin
tools=(ip nft tc dash busybox)
applets=(cat cp grep gzip insmod mkdir mount poweroff rm sed stty tar tee tr)

programs=$1 runner=$2 scenarios=$3 golden=$4 out=$5
for tool in "${tools[@]}" cpio ldd; do
	command -v "$tool" >/dev/null || {
		echo "initramfs.sh: $tool is not installed" >&2
		exit 1
	}
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

# FILE FOLDER: an executable, and in their own places the libraries that it is linked with. A static one has none.
add_program() {
	local libraries library
	cp -L "$1" "$root/$2/"
	libraries=$(ldd "$1" 2>/dev/null | grep -o '/[^ ]*') || return 0
	for library in $libraries; do
		[[ ! -e $root$library ]] || continue
		mkdir -p "$root${library%/*}"
		cp -L "$library" "$root$library"
	done
}

mkdir -p "$root"/{dev,etc,modules,proc,sys,tmp} "$root"/usr/{bin,lib,lib64,libexec/handshake,share/handshake}
for folder in bin lib lib64; do
	ln -s "usr/$folder" "$root/$folder"
done
ln -s usr/bin "$root/sbin"
for program in "$programs"/{sniffer,server,client} "$runner"; do
	add_program "$program" usr/libexec/handshake
done
for tool in "${tools[@]}"; do
	add_program "$(command -v "$tool")" usr/bin
done
ln -s dash "$root/usr/bin/sh"
for applet in "${applets[@]}"; do
	ln -s busybox "$root/usr/bin/$applet"
done
cp -rL "$scenarios" "$root/usr/share/handshake/scenarios"
cp -rL "$golden" "$root/usr/share/handshake/golden"
cp "$HERE/init.sh" "$root/init"
chmod -R u=rwX,go=rX "$root/usr/share" "$root/usr/libexec"
chmod 755 "$root/init"
: >"$root/modules/order"
printf '%s\n' root:x:0:0::/:/bin/sh nobody:x:65534:65534::/:/bin/sh >"$root/etc/passwd"
printf '%s\n' root:x:0: nogroup:x:65534: >"$root/etc/group"
printf '%s\n' '127.0.0.1 localhost' '::1 localhost' >"$root/etc/hosts"
archive "$root" "$out"
