#!/bin/sh
# SPDX-License-Identifier: MIT
# Golden tests: what the sniffer prints for a capture, compared byte for byte.
#   run.sh BIN_DIR [NAME...]           plays the cases of these names (all) of cases.txt
#   run.sh BIN_DIR --update NAME...    writes what is printed now as what is expected: look at
#                                      the difference before you commit it
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
. "$here/replace.sh"
. "$here/../suite/temporary.sh"
bin=$(cd "${1:?the folder of the programs}" && pwd) || exit 1
shift
update=no
if [ "${1-}" = --update ]; then
	update=yes
	shift
	[ $# -gt 0 ] || { echo "run.sh: --update: which cases?" >&2; exit 2; }
fi
# The zone of the times, and no language but the documented one.
TZ=UTC LC_ALL=C.UTF-8
export TZ LC_ALL
folder=$(mktemp -d) || exit 1
remove_at_end "$folder"

# NAME INPUT EXPECTED [OPTION...]
play() {
	name=$1 input=$here/$2 expected=$here/$3
	shift 3
	case $input in
	*.story)
		"$bin/../tests/story" build "$input" >"$folder/pcap" || return 1
		input=$folder/pcap
		;;
	esac
	if ! "$bin/sniffer" -r "$input" "$@" >"$folder/out" 2>"$folder/err" </dev/null; then
		echo "FAIL $name: the sniffer failed"
		cat "$folder/err"
		return 1
	fi
	if [ -s "$folder/err" ]; then
		echo "FAIL $name: something on stderr"
		cat "$folder/err"
		return 1
	fi
	if [ $update = yes ]; then
		replace "$folder/out" "$expected"
	elif ! diff -u "$expected" "$folder/out"; then
		echo "FAIL $name: tests/golden/run.sh BIN_DIR --update $name accepts it"
		return 1
	fi
}

# NAME: whether it was asked for.
asked() {
	[ -n "$names" ] || return 0
	case " $names " in
	*" $1 "*) return 0 ;;
	esac
	return 1
}

names=$*
played=0 failed=0
set -f # options may hold *
while read -r name input expected options; do
	case $name in '' | '#'*) continue ;; esac
	asked "$name" || continue
	played=$((played + 1))
	# shellcheck disable=SC2086 # words
	play "$name" "$input" "$expected" $options || failed=$((failed + 1))
done <"$here/cases.txt"
if [ $played -eq 0 ] || { [ $# -gt 0 ] && [ $played -ne $# ]; }; then
	echo "run.sh: no such case: $names" >&2
	exit 2
fi
[ $failed -eq 0 ]
