#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What run.sh refuses before anything is built, fetched or booted, and how it ends then.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
failed=0

# STATUS WORDS ARGUMENT...: run.sh ends with it, and its one line has the words.
refused() {
	local status=$1 words=$2 ended
	shift 2
	"$BASH" "$HERE/run.sh" --out "$work/out" --cache "$work/cache" "$@" >"$work/stdout" 2>"$work/stderr"
	ended=$?
	[[ $ended == "$status" && $(wc -l <"$work/stderr") == 1 && ! -s $work/stdout ]] &&
		grep -qF -- "$words" "$work/stderr" && [[ ! -e $work/out && ! -e $work/cache ]] && return
	echo "run.sh $*: exit status $ended, not $status, or without '$words':"
	cat "$work/stdout" "$work/stderr"
	failed=1
}

# FILE SETUP PARAGRAPHS: the head of a bzImage whose first SETUP sectors are followed by so many times 16 bytes, and
# whose release is 9.9.9-own; zeros for the rest.
make_kernel() {
	head -c $((($2 + 1) * 512 + $3 * 16)) /dev/zero >"$1"
	put "$1" 497 "\\x$(printf %02x "$2")"
	put "$1" 500 "\\x$(printf %02x "$3")"
	put "$1" 514 HdrS
	put "$1" 526 '\x00\x02'
	put "$1" 1024 '9.9.9-own (me@here) #1'
}

# FILE OFFSET BYTES
put() {
	printf '%b' "$3" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

make_kernel "$work/whole" 4 40
head -c 3000 "$work/whole" >"$work/cut"
: >"$work/empty"
echo text >"$work/text"
mkdir -p "$work/modules/9.9.9-other" "$work/none"
: >"$work/modules/9.9.9-other/veth.ko.xz"

refused 2 "no VERSION"
refused 2 "'6.x' is no version" 6.x
refused 2 "unknown option '--twise'" --twise 6.1
refused 2 "--shift: a number from 0 to 10, not '99'" --shift 99 6.1
refused 2 "--shift: a number from 0 to 10, not '11'" --shift 11 6.1
refused 2 "--seed: a number, not '-1'" --seed -1 6.1
refused 2 "--sysctl: NAME=VALUE, not 'net.ipv4.tcp_rmem'" --sysctl net.ipv4.tcp_rmem 6.1
refused 2 "--sysctl: NAME=VALUE, not" --sysctl 'net.ipv4.tcp_rmem=4096 8192 demo=all' 6.1
refused 2 "golden outputs and times are of kernels as they are" --sysctl net.ipv4.tcp_sack=0 --times 6.1
refused 2 "--jobs: a number from 1 on" --jobs 0 6.1
refused 2 "there is no scenario 'nosuch'" --only nosuch 6.1
refused 2 "there is no scenario 'nosuch'" --only documented,nosuch 6.1
refused 2 "there is no scenario ''" --only , 6.1
refused 2 "no --twice, --tap, --user" --update --user --no-sweeps 6.1
refused 2 "amd64, arm64 or s390x, not 'vax'" --arch vax 6.1
refused 2 "no such file" --vmlinuz "$work/nosuch"
refused 2 "is no kernel for amd64" --vmlinuz "$work/text"
refused 2 "is no kernel for amd64" --vmlinuz "$work/empty"
refused 2 "is cut off" --vmlinuz "$work/cut"
refused 2 "is no kernel for s390x" --arch s390x --vmlinuz "$work/whole"
refused 2 "is no kernel for arm64" --vmlinuz "$work/whole" --arch arm64
refused 2 "has no modules in" --vmlinuz "$work/whole" --modules "$work/none"
refused 2 "is 9.9.9-own, the modules in" --vmlinuz "$work/whole" --modules "$work/modules/9.9.9-other/"

# 'git bisect run' skips a version whose build is no kernel, and stops where the command itself is wrong.
refused 125 "is no kernel for amd64" --bisect --vmlinuz "$work/text" --only documented
refused 125 "is cut off" --bisect --vmlinuz "$work/cut" --only documented
refused 255 "no such file" --bisect --vmlinuz "$work/nosuch" --only documented
refused 255 "there is no scenario 'nosuch'" --bisect --vmlinuz "$work/whole" --only nosuch
refused 255 "--shift: a number" --bisect --vmlinuz "$work/whole" --only documented --shift 99
refused 255 "--bisect wants --vmlinuz and --only" --bisect --vmlinuz "$work/whole"
# Who shares a cache with a run that fetches says so, and waits for it.
share_cache() {
	local lock told line status
	mkdir "$work/shared" && mkfifo "$work/told"
	printf '6.1.9\t6.1.0-9-cloud-amd64\tbookworm\t1000000\tlinux-image=6.1.9-1\n' >"$work/shared/packages.tsv"
	"$BASH" -c '. "$0" && echo "${suites[*]}"' "$HERE/fetch.sh" >"$work/shared/suites"
	exec {lock}>"$work/shared/lock"
	flock "$lock"
	"$BASH" "$HERE/run.sh" --list --out "$work/out" --cache "$work/shared" {lock}>&- >"$work/stdout" 2>"$work/told" &
	exec {told}<"$work/told"
	read -r line <&"$told"
	exec {lock}>&-
	wait "$!"
	status=$?
	exec {told}<&-
	[[ $status == 0 && $line == *'another run fetches into'* && $(<"$work/stdout") == '6.1.9 '* ]] && return
	echo "run.sh --list with a cache that is locked: exit status $status, '$line':"
	cat "$work/stdout"
	failed=1
}
if [[ $(uname -m) == x86_64 ]] && command -v apt-get dpkg-deb >"$work/tools"; then
	share_cache
fi
exit $failed
