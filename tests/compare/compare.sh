#!/bin/sh
# SPDX-License-Identifier: MIT
# compare.sh all|headers BUILD DIFFERENCES FILE...: the sniffer and tshark on the same captures (a
# .story is compiled first). `headers` compares only what stands in each packet; `all` labels,
# connections and completeness, too, where tshark is the version with which DIFFERENCES was written.
set -eu
mode=$1 build=$2 table=$3
shift 3
if ! command -v tshark >/dev/null; then
	echo "SKIP: tshark is not installed"
	exit 77
fi
case $(tshark --version 2>/dev/null | head -n 1) in
*'(Wireshark) 4.0.'*) ;;
*)
	mode=headers
	echo "note: only the headers are compared: the table of differences is about tshark 4.0"
	;;
esac
folder=$(mktemp -d "${TMPDIR:-/tmp}/compare.XXXXXX")
trap 'rm -rf "$folder"' EXIT
# Wireshark's settings and profile of this user must not matter.
export HOME="$folder" XDG_CONFIG_HOME="$folder"

labels="retransmission fast_retransmission spurious_retransmission out_of_order lost_segment
	ack_lost_segment duplicate_ack zero_window zero_window_probe zero_window_probe_ack
	window_update window_full keep_alive keep_alive_ack reused_ports"
fields="frame.number ip.src ipv6.src tcp.srcport ip.dst ipv6.dst tcp.dstport tcp.flags tcp.seq_raw
	tcp.ack_raw tcp.len tcp.seq tcp.ack tcp.stream tcp.completeness"
for label in $labels; do
	fields="$fields tcp.analysis.$label"
done
wanted=""
for field in $fields; do
	wanted="$wanted -e $field"
done

list="$folder/list"
: >"$list"
for capture in "$@"; do
	name=$(basename "$capture")
	case $name in
	*.story)
		name=${name%.story}.pcap
		"$build/tests/story" build "$capture" >"$folder/$name"
		capture=$folder/$name
		;;
	esac
	"$build/bin/sniffer" -q -p 0 -f json -r "$capture" >"$folder/$name.json"
	# shellcheck disable=SC2086
	tshark -2 -n -r "$capture" -o tcp.desegment_tcp_streams:false -o ip.defragment:false \
		-o ipv6.defragment:false -Y 'tcp && !icmp && !icmpv6' \
		-T fields -E occurrence=f $wanted >"$folder/$name.tshark" 2>"$folder/log" ||
		cat "$folder/log"
	printf '%s\n%s\n%s\n' "$name" "$folder/$name.json" "$folder/$name.tshark" >>"$list"
done
xargs -d '\n' "$build/tests/tools/compare" "$mode" "$table" <"$list"
