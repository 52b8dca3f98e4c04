#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Where run_demo.sh is, reads and writes: through a link, with no room for temporary files or for --keep,
# and into a folder where somebody has put links. One line says why, and nothing of bash's own.
# shellcheck source=tests/live/demo_lib.sh
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"

# PATTERN WHAT: the run failed, and said this line alone.
expect_refused() {
	expect_status "$status" 1 "$2"
	expect_line err "^run_demo.sh: $1$"
	[[ $(wc -l <"$TMP/demo.err") -eq 1 && ! -s $TMP/demo.out ]] || fail "$2: more than a line"
}

# Through links, from elsewhere, and with a CDPATH.
ln -s "$ROOT/run_demo.sh" "$TMP/link"
ln -s link "$TMP/link-to-link"
DEMO=$TMP/link-to-link
CDPATH=$ROOT run_demo --list
expect_status "$status" 0 "through links"
expect_line out '^documented +[^ ]'
cp "$ROOT/run_demo.sh" "$TMP/alone.sh"
DEMO=$TMP/alone.sh
run_demo --list
expect_refused "its parts are not in $TMP/tests/demo" "without its parts"
DEMO=$ROOT/run_demo.sh

# No room.
TMPDIR=$TMP/none run_demo
expect_refused "cannot write temporary files to $TMP/none: No such file .*TMPDIR.*" "TMPDIR is missing"
: >"$TMP/file"
run_demo --keep "$TMP/file/no"
expect_refused "--keep: cannot write to $TMP/file/no: Not a directory" "--keep in a file"
run_demo --list --keep "$TMP/kept"
expect_status "$status" 2 "--keep without playing"

# SIZE MOUNT-OPTION ARGUMENTS...: run_demo with $TMP/disk, a disk of that size with 60 KiB in it.
run_with_disk() {
	local size=$1 mode=$2
	shift 2
	# shellcheck disable=SC2016 # for the inner one
	timeout -k 5 300 unshare -Urm "$BASH" -c 'mount -t tmpfs -o "size=$1" none "$2" || exit 77
		head -c 61440 /dev/zero >"$2/much"
		mount -o "remount,$3" "$2" || exit 77
		"$BASH" "${@:4}"
		status=$?
		[[ $(ls -A "$2") == much ]] || echo "left: $(ls -A "$2")" >&2
		exit $status' bash "$size" "$TMP/disk" "$mode" "$DEMO" "${demo_programs[@]}" "$@" \
		>"$TMP/demo.out" 2>"$TMP/demo.err"
	status=$?
}
mkdir "$TMP/disk"
if unshare -Urm mount -t tmpfs none "$TMP/disk" 2>/dev/null; then
	TMPDIR=$TMP/disk run_with_disk 64k rw
	expect_refused "cannot write temporary files to $TMP/disk: No space left on device .*" "TMPDIR is full"
	TMPDIR=$TMP/disk run_with_disk 64k ro
	expect_refused "cannot write temporary files to $TMP/disk: Read-only file system .*" "TMPDIR is read-only"
	run_with_disk 64k rw --keep "$TMP/disk"
	expect_refused "--keep: cannot write to $TMP/disk: No space left on device" "--keep is full"
	run_with_disk 64k ro --keep "$TMP/disk/a/b"
	expect_refused "--keep: cannot write to $TMP/disk/a/b: Read-only file system" "--keep cannot be written"
	# Full when it is written: big-transfer's capture takes a megabyte.
	run_with_disk 256k rw --keep "$TMP/disk" big-transfer
	is_undecided || {
		expect_status "$status" 1 "--keep becomes full"
		expect_line err "^run_demo.sh: big-transfer: --keep: cannot write to $TMP/disk: No space left on device$"
		! grep -q '^left: \|^[^ ]*cp: ' "$TMP/demo.err" ||
			fail "--keep becomes full: more than a line, or files are left"
	}
else
	undecided="no disk can be mounted here"
fi

# A view that ends at once is no view; bash has nothing to say about it.
fake sniffer <<<'exit 3'
for _ in {1..10}; do
	run_demo --http=0 documented
	expect_refused 'there is no live view: .*' "a view that ends at once"
done
ln -sf "$BIN/sniffer" "$TMP/bin/sniffer"

# Links where --keep writes: they are replaced, and what they name stays as it was.
mkdir -p "$TMP/kept/sub" "$TMP/victim"
for file in capture.pcap listing.txt server.txt; do
	echo precious >"$TMP/victim/$file"
done
ln -s "$TMP/victim/capture.pcap" "$TMP/kept/capture.pcap"
ln "$TMP/victim/listing.txt" "$TMP/kept/listing.txt"
ln -s "$TMP/victim/new" "$TMP/kept/client.txt"
echo theirs >"$TMP/kept/sub/theirs"
# The one who called sudo, of whom only root can make somebody else's files.
theirs=$(id -u) ours=$theirs
if [[ $EUID -eq 0 ]] && chown 65534:65534 "$TMP/file" 2>/dev/null && unshare -n true 2>/dev/null; then
	ours=65534
	export SUDO_UID=65534 SUDO_GID=65534
fi
run_demo --keep "$TMP/kept"
skip_if_inconclusive
expect_status "$status" 0 "--keep where links are"
[[ $(cat "$TMP"/victim/*) == $'precious\nprecious\nprecious' && ! -e $TMP/victim/new ]] ||
	fail "--keep wrote through a link"
for file in capture.pcap listing.txt client.txt; do
	[[ -f $TMP/kept/$file && ! -L $TMP/kept/$file && $(stat -c %u "$TMP/kept/$file") == "$ours" ]] ||
		fail "--keep: $(ls -l "$TMP/kept/$file")"
done
for file in kept kept/sub kept/sub/theirs victim victim/capture.pcap victim/listing.txt; do
	[[ $(stat -c %u "$TMP/$file") == "$theirs" ]] || fail "--keep gave away $file: $(ls -ld "$TMP/$file")"
done

# Of several scenarios, and folders that it makes: these are the user's.
ln -s "$TMP/victim" "$TMP/kept/half-close"
run_demo --check --keep "$TMP/kept/" half-close
expect_status "$status" 0 "--keep of one"
run_demo --check --keep "$TMP/kept" documented half-close
expect_status "$status" 1 "--keep where a link is in the place of a folder"
expect_line err "^run_demo.sh: half-close: --keep: cannot write to $TMP/kept: File exists$"
[[ $(ls "$TMP/victim") == $'capture.pcap\nlisting.txt\nserver.txt' ]] ||
	fail "--keep wrote into the folder of a link"
run_demo --keep "$TMP/made/by//it/"
is_undecided || expect_status "$status" 0 "--keep makes folders"
for file in made made/by made/by/it made/by/it/listing.txt kept/documented; do
	[[ $(stat -c %u "$TMP/$file") == "$ours" ]] || fail "--keep: $(ls -ld "$TMP/$file")"
done
[[ -z $(find "$TMP/made" "$TMP/kept" -name '.*') ]] || fail "--keep leaves files"
expect_nothing_left "places"
skip_if_undecided
