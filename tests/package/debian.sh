#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# debian.sh SUITE FOLDER: in minimal systems of Debian SUITE (bookworm, trixie) builds the .deb, lets lintian look
# at it, installs it, plays as an ordinary user, upgrades it and purges it. Needs root, debootstrap and a mirror.
# FOLDER keeps the minimal system for the next time, and the packages that were built.
set -u
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1

# REASON: it cannot be tried here.
skip() {
	echo "SKIP debian.sh: $*"
	exit 77
}

# LAYER COMMAND...: in this mount namespace, the command in the system, where what it changes goes to a layer.
enter() {
	local layer=$folder/$suite-$1 root
	shift
	root=$layer/root
	mkdir -p "$layer"/{upper,work,root} &&
		mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer/upper,workdir=$layer/work" "$root" &&
		mkdir -p "$root"/{src,out,old} &&
		mount --rbind /proc "$root/proc" &&
		mount --rbind /sys "$root/sys" &&
		mount --rbind /dev "$root/dev" &&
		mount -t tmpfs -o mode=1777 tmp "$root/tmp" &&
		mount --bind "$ROOT" "$root/src" &&
		mount -o remount,bind,ro "$root/src" &&
		mount --bind "$folder/$suite-packages" "$root/out" &&
		cp /etc/resolv.conf "$root/etc/resolv.conf" &&
		cd "$root" && pivot_root . old && cd / && umount -l /old || exit 77
	rmdir /old 2>/dev/null
	exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
		DEBIAN_FRONTEND=noninteractive "$@"
}

if [[ ${1-} == --inside ]]; then
	suite=$2 folder=$3 base=$3/$2
	enter "${@:4}"
fi
suite=${1:?which suite of Debian} folder=${2:?a folder}
[[ $EUID -eq 0 ]] || skip "it takes root"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"
mkdir -p "$folder" && folder=$(cd "$folder" && pwd) || exit 1
base=$folder/$suite
if [[ ! -e $base/complete ]]; then
	rm -rf "$base"
	debootstrap --variant=minbase "$suite" "$base" >"$folder/$suite-debootstrap.log" 2>&1 ||
		skip "debootstrap has no system of $suite: $(tail -n 1 "$folder/$suite-debootstrap.log")"
	: >"$base/complete"
fi

# LAYER SCRIPT: from the minimal system on.
run() {
	rm -rf "${folder:?}/$suite-$1"
	echo "######## $suite: $2"
	unshare -m --propagation private "$BASH" "$0" --inside "$suite" "$folder" "$1" bash "/src/tests/package/$2"
	case $? in
	0) ;;
	77) skip "no system can be entered here" ;;
	*) exit 1 ;;
	esac
	rm -rf "${folder:?}/$suite-$1"
}
rm -rf "$folder/$suite-packages" && mkdir "$folder/$suite-packages" || exit 1
run build debian_build.sh
run use debian_use.sh
