#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The matrix of scenarios and kernels; see --help.
set -u
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 1
ROOT=$(cd "$HERE/../.." && pwd) || exit 1

usage() {
	cat <<END
usage: tests/kernels/matrix.sh [options]

Plays the catalogue on all kernels of tests/kernels/matrix.list, but for those that have results of the very same
initramfs, and writes the matrix as kernels.md and kernels.html. Nothing in it is written by hand.

  --no-play      of the results that there are
  --into DIR     where the two files go (default: common/manual)
  --jobs N       so many kernels at a time (default: as many as processors)
  --out DIR      results (default: build-kernels/matrix)
  --cache DIR    packages and lists (default: build-kernels/cache)
  -h, --help     print this

Exit status: 0 written and all passed, 1 something did not, 2 wrong usage, 77 (with SKIP and the reason) nothing can be
played here.
END
}

# TEXT...: what is wrong about the command line.
die_usage() {
	echo "tests/kernels/matrix.sh: $*: see 'tests/kernels/matrix.sh --help'" >&2
	exit 2
}

play='' into=$ROOT/common/manual out=$ROOT/build-kernels/matrix options=()
while (($#)); do
	case $1 in
	-h | --help) usage && exit ;;
	--no-play) play=no ;;
	--into | --out | --jobs | --cache)
		(($# > 1)) || die_usage "$1 wants a value"
		case $1 in
		--into) into=$2 ;;
		--out) out=$2 ;;
		*) options+=("$1" "$2") ;;
		esac
		shift
		;;
	*) die_usage "unknown argument '$1'" ;;
	esac
	shift
done
[[ -d $into ]] || die_usage "--into: no such folder: $into"

status=0 played=''
if [[ -z $play ]]; then
	while read -r machine versions; do
		# shellcheck disable=SC2086 # words
		"$BASH" "$HERE/run.sh" --arch "$machine" --missing --no-sweeps --out "$out" "${options[@]}" $versions </dev/null
		case $? in
		0) played=yes ;;
		77) ;;
		*) played=yes status=1 ;;
		esac
	done < <(grep -v '^#' "$HERE/matrix.list")
	[[ $played ]] || exit 77
fi
PYTHONDONTWRITEBYTECODE=1 python3 "$HERE/matrix.py" "$ROOT/build/bin/sniffer" "$out" "$into" || exit 1
exit $status
