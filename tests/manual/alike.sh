#!/bin/sh
# SPDX-License-Identifier: MIT
# alike.sh FOLDER BUILD.SH ARGUMENT...: made again by BUILD.SH, with each awk that there is and in another
# environment, pages and completions are the same files as in FOLDER.
set -u
made=$(cd "$1" && pwd) || exit 1
script=$2
shift 2
work=$(mktemp -d) || exit 1
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$work"
umask 077
TZ=Asia/Shanghai
LANG=zh_CN.UTF-8
export TZ LANG
problems=0
tried=''
mkdir "$work/bin"
for awk in mawk gawk original-awk busybox; do
	program=$(command -v "$awk") || continue
	[ "$awk" != busybox ] || program="$program awk"
	printf '#!/bin/sh\nexec %s "$@"\n' "$program" >"$work/bin/awk"
	chmod +x "$work/bin/awk"
	PATH=$work/bin:$PATH sh "$script" "$work/$awk" "$@" || problems=1
	for folder in man completions; do
		diff -r "$made/$folder" "$work/$awk/$folder" || problems=1
	done
	tried="$tried $awk"
done
echo "made with:$tried"
[ "$problems" -eq 0 ] && [ -n "$tried" ]
