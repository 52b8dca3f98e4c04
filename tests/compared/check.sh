#!/bin/sh
# SPDX-License-Identifier: MIT
# check.sh BIN_DIR [--update]: what `sniffer --compare` says of base.story and each of its edits (edits.txt): one by
# one, in both orders, and of folders as run_demo.sh --keep leaves them, in Chinese and as JSON; and drawn, as text, picture and page; and how it
# exits. --update writes that as what is expected.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
. "$here/../golden/replace.sh"
bin=$(cd "${1:?the folder of the programs}" && pwd) || exit 1
update=${2-}
LC_ALL=C.UTF-8
export LC_ALL
folder=$(mktemp -d) || exit 1
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
cd "$folder" || exit 1

# NAME EDIT: A/NAME/capture.pcap is the base, B/NAME/capture.pcap the same with the edit, and other ends.
build() {
	mkdir -p "A/$1" "B/$1" && cp base.pcap "A/$1/capture.pcap" &&
		sed -e '2a end C 192.0.2.9 50123 isn 4294966900' -e '2a end S 192.0.2.8 443 isn 4294967295' -e "$2" \
			"$here/base.story" >story && "$bin/../tests/story" build story >"B/$1/capture.pcap"
}

# A B [OPTION...]
compare() {
	echo "== $*"
	"$bin/sniffer" --compare "$@"
	echo "exit status $?"
}

"$bin/../tests/story" build "$here/base.story" >base.pcap || exit 1
mirrored=yes
mkdir A B || exit 1
while read -r name edit; do
	case $name in '' | '#'*) continue ;; esac
	build "$name" "$edit" || exit 1
	compare base.pcap "B/$name" --lang=en >>out-en
	"$bin/sniffer" --compare base.pcap "B/$name" -f json >there
	"$bin/sniffer" --compare "B/$name" base.pcap -f json >back
	python3 "$here/mirrored.py" there back || mirrored=no
done <"$here/edits.txt"
compare "B/quickack" - --lang=en <base.pcap >>out-en
mkdir A/only-here && cp base.pcap A/only-here/capture.pcap || exit 1
compare A B --lang=zh >out-zh
"$bin/sniffer" --compare A B --lang=en -f json >out-json
for name in quickack dropped-first-of-two reordering reset-for-fin window; do
	COLUMNS=110 compare base.pcap "B/$name" --lang=en -f ladder >>out-ladder
done
COLUMNS=80 compare B/lost-fin base.pcap --lang=zh -f ladder --ascii >>out-ladder
"$bin/sniffer" --compare base.pcap B/reordering --lang=en -f svg >out-svg
"$bin/sniffer" --compare base.pcap B/reordering --lang=zh -f html >out-html
mkdir -p few/A few/B && cp -r A/window A/lost-fin A/only-here few/A && cp -r B/window B/lost-fin few/B || exit 1
"$bin/sniffer" --compare few/A few/B --lang=zh -f svg >>out-svg
"$bin/sniffer" --compare few/A few/B --lang=en -f html >>out-html

status=0
[ $mirrored = yes ] || status=1
for form in en zh json ladder svg html; do
	expected=$here/expected-$form.txt
	case $form in
	json) expected=$here/expected.ndjson ;;
	svg | html) expected=$here/expected.$form ;;
	esac
	if [ "$update" = --update ]; then
		replace "out-$form" "$expected"
	elif ! diff -u "$expected" "out-$form"; then
		echo "FAIL: tests/compared/check.sh BIN_DIR --update accepts it"
		status=1
	fi
done
exit $status
