#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# initramfs.sh PROGRAMS RUNNER SCENARIOS GOLDEN OUT.cpio [SYSROOT]: what plays the catalogue on any kernel: the
# programs of these folders, ip, nft, tc, a dash, a busybox, the libraries, and init.sh. (As sh, busybox would take
# its own ip.) The tools and libraries are this machine's, or those in the folder SYSROOT, of another one. A
# kernel's modules come as a second archive behind it (modules.sh). The same programs give the same bytes.
set -eu -o pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$HERE/archive.sh"
PATH=$PATH:/usr/sbin:/sbin
tools=(ip nft tc dash busybox)
applets=(cat chown cp grep gzip insmod mkdir mount poweroff rm sed stty su tar tee tr)

programs=$1 runner=$2 scenarios=$3 golden=$4 out=$5 sysroot=${6-}

# NAME: where it is.
find_tool() {
	if [[ -n $sysroot ]]; then
		find -L "$sysroot"/{usr/,}{sbin,bin}/"$1" -type f -print -quit 2>/dev/null
	else
		command -v "$1"
	fi
}

for tool in "${tools[@]}"; do
	[[ -n $(find_tool "$tool") ]] || missing+=" $tool"
done
for tool in cpio ldd ${sysroot:+readelf}; do
	command -v "$tool" >/dev/null || missing+=" $tool"
done
[[ -z ${missing-} ]] || {
	echo "initramfs.sh: not installed:$missing" >&2
	exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

# FILE: the libraries that it is linked with, a line each.
list_libraries() {
	if [[ -n $sysroot ]]; then
		list_foreign_libraries "$1"
	else
		ldd "$1" 2>/dev/null | grep -o '/[^ ]*' || :
	fi
}

# FILE: the same of a machine that this one's ldd does not know: its loader, what it needs, and what that needs.
list_foreign_libraries() {
	local name library
	readelf -lW "$1" | sed -n 's/.*Requesting program interpreter: \(.*\)]/\1/p'
	while read -r name; do
		for library in "$sysroot"/{usr/,}lib/{*-linux-gnu*,}/"$name"; do
			[[ -e $library ]] || continue
			echo "${library#"$sysroot"}"
			list_foreign_libraries "$library"
			break
		done
	done < <(readelf -dW "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)]/\1/p')
}

# FILE FOLDER: an executable, and in their own places the libraries that it is linked with. A static one has none.
add_program() {
	local library
	cp -L "$1" "$root/$2/"
	for library in $(list_libraries "$1" | sort -u); do
		[[ ! -e $root$library ]] || continue
		mkdir -p "$root${library%/*}"
		cp -L "$sysroot$library" "$root$library"
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
	add_program "$(find_tool "$tool")" usr/bin
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
touch "$root"/modules/{order,late}
printf '%s\n' root:x:0:0::/:/bin/sh nobody:x:65534:65534::/:/bin/sh >"$root/etc/passwd"
printf '%s\n' root:x:0: nogroup:x:65534: >"$root/etc/group"
printf '%s\n' '127.0.0.1 localhost' '::1 localhost' >"$root/etc/hosts"
archive "$root" "$out"
