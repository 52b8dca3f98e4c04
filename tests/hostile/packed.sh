#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# packed.sh BUILD: 100 MiB of zeros behind a capture's header, packed to almost nothing, are read (6
# million empty packets) in 96 MiB of address space: what is packed streams, however much it is.
. "$(dirname "$0")/lib.sh"
! sanitized || skip "sanitizers take memory of their own"

built_in=$("$SNIFFER" --version | sed -n 's/^reads packed files of: //p' | tr -d ,)
tried=0
for format in gzip zstd xz; do
	[[ " $built_in " == *" $format "* ]] && command -v "$format" >/dev/null || continue
	tried=$((tried + 1))
	{
		printf '\xd4\xc3\xb2\xa1\x02\x00\x04\x00\x00\x00\x00\x00\x00\x00\x00\x00'
		printf '\x00\x00\x04\x00\x65\x00\x00\x00'
		head -c 104857600 /dev/zero
	} | "$format" -1 -c >"$FOLDER/packed" || fail "$format fails"
	(
		ulimit -v $((96 * 1024)) -t 20
		exec "$SNIFFER" -r "$FOLDER/packed" -f json --max-connections=100000
	) >"$FOLDER/out" 2>"$FOLDER/err" || fail "$format: $(cat "$FOLDER/err")"
	grep -q '"captured":6553600,' "$FOLDER/out" || fail "$format: $(tail -n 1 "$FOLDER/out")"
done
[[ $tried -gt 0 ]] || skip "nothing can be packed here"
