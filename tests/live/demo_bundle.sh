#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# --bundle: an initramfs with all that init calls, the same bytes each time.
. "$(dirname "$0")/demo_lib.sh"
demo_begin "$@"
PATH=$PATH:/usr/sbin:/sbin
need cpio dash busybox ip nft tc

run_demo --bundle "$TMP/one.cpio"
expect_status "$status" 0 --bundle
expect_line err '^run_demo.sh: .*/one.cpio: [0-9]+ MB$'
(umask 077 && cd "$TMP" && "$BASH" "$DEMO" "${demo_programs[@]}" --bundle=two.cpio) 2>/dev/null ||
	fail "--bundle=FILE, in another folder, with another umask"
cmp "$TMP/one.cpio" "$TMP/two.cpio" || fail "two bundles of the same programs are not the same"
! LC_ALL=C TZ=UTC cpio --list --verbose --quiet <"$TMP/one.cpio" | grep -v ' Jan  1  1970 ' ||
	fail "a file has a time"

mkdir "$TMP/root"
(cd "$TMP/root" && cpio --extract --quiet --no-preserve-owner <"$TMP/one.cpio" 2>/dev/null)
sh -n "$TMP/root/init" || fail "init"
[[ -x $TMP/root/init ]] || fail "init is not executable"
for name in bin/sniffer bin/server bin/client libexec/catalogue_runner; do
	cmp "$TMP/root/usr/libexec/handshake/${name#*/}" "$TMP/$name" || fail "$name is another"
done
diff -r "$TMP/root/usr/share/handshake/scenarios" "$ROOT/tests/catalogue/scenarios" || fail "the scenarios"
diff -r "$TMP/root/usr/share/handshake/golden" "$ROOT/tests/catalogue/golden" || fail "the golden outputs"
# What init calls, and the runner.
for name in mount mkdir ip insmod grep sed tr tee stty rm tar gzip poweroff cat nft tc sh; do
	[[ -x $TMP/root/usr/bin/$name ]] || fail "$name is not in the bundle"
done

run_demo --bundle "$TMP/none/x.cpio"
expect_status "$status" 2 "--bundle into a folder that is not there"
expect_line err "^run_demo.sh: --bundle: there is no folder $TMP/none: make it first"
[[ $(wc -l <"$TMP/demo.err") -eq 1 ]] || fail "--bundle into a folder that is not there: more than one line"
mkdir "$TMP/folder" && mkfifo "$TMP/fifo"
for what in folder fifo; do
	run_demo --bundle "$TMP/$what"
	expect_status "$status" 2 "--bundle into a $what"
	expect_line err "^run_demo.sh: --bundle: $TMP/$what is no regular file: name another one"
done
[[ -p $TMP/fifo ]] || fail "--bundle replaced a FIFO"
for arguments in '--bundle x documented' '--bundle x --check' '--bundle x --keep y' '--bundle='; do
	# shellcheck disable=SC2086 # words
	run_demo $arguments
	expect_status "$status" 2 "$arguments"
	expect_line err '^run_demo.sh: --bundle'
done
