#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# modules.sh FOLDER OUT.cpio: an initramfs of the modules that the catalogue needs, from FOLDER, which is
# .../lib/modules/RELEASE; depmod may not have been there yet. It holds /modules/NAME.ko and /modules/order, in
# which each comes behind what it needs, and /modules/late, what the results' port wants, which is loaded when all
# was played. What a kernel has built in is left out. The same modules give the same bytes.
set -eu -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/archive.sh"
PATH=$PATH:/usr/sbin:/sbin
# nftables (whose counter 5.10 has as a module), a queue, the socket table; veth makes the ends of a longer path.
needed=(nf_tables nft_counter nft_numgen sch_tbf tcp_diag inet_diag veth)
# A port for results where a machine has no second serial one.
late=(virtio_pci virtio_console)

folder=$(realpath "$1") out=$2
release=${folder##*/}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lib/modules" "$work/root/modules"
# A folder of its own for what depmod makes; links to the modules that it reads.
cp -rs "$folder" "$work/lib/modules/"
depmod -b "$work" "$release" 2>"$work/depmod.log" || {
	cat "$work/depmod.log" >&2
	exit 1
}

# MODULE...: their files in order, without what came already.
list_files() {
	local module
	for module; do
		modprobe -d "$work" -S "$release" --show-depends "$module" 2>/dev/null || :
	done | awk -v had="$work/files" 'BEGIN { while ((getline < had) > 0) seen[$0] = 1 }
		$1 == "insmod" && !seen[$2]++ { print $2 }'
}

# Copies the modules whose files come on stdin, and prints their names.
take_files() {
	local file name
	while read -r file; do
		name=${file##*/}
		name=${name%%.ko*}.ko
		case $file in
		*.xz) xz -dc "$file" ;;
		*.zst) zstd -dcq "$file" ;;
		*.gz) gzip -dc "$file" ;;
		*) cat "$file" ;;
		esac >"$work/root/modules/$name"
		echo "$name"
	done
}

: >"$work/files"
list_files "${needed[@]}" >"$work/first"
take_files <"$work/first" >"$work/root/modules/order"
mv "$work/first" "$work/files"
list_files "${late[@]}" | take_files >"$work/root/modules/late"
archive "$work/root" "$out"
