#!/bin/sh
# SPDX-License-Identifier: MIT
# compare.sh all|headers BUILD DIFFERENCES FILE...: the sniffer and Wireshark on the same captures (a
# .story is compiled first). `headers` compares only what stands in each packet; `all` labels,
# connections and completeness, too, where it is the version with which DIFFERENCES was written.
# Wireshark is asked through sharkd, which reads one capture after the other as `tshark -2` would, but
# starts only once.
set -eu
mode=$1 build=$2 table=$3
shift 3
for tool in sharkd jq; do
	if ! command -v "$tool" >/dev/null; then
		echo "SKIP: $tool is not installed"
		exit 77
	fi
done
pinned=yes
case $(sharkd --version 2>/dev/null | head -n 1) in
*' 4.0.'*) ;;
*)
	mode=headers pinned=no
	echo "note: only the headers are compared: the table of differences is about Wireshark 4.0"
	;;
esac
folder=$(mktemp -d "${TMPDIR:-/tmp}/compare.XXXXXX")
. "$(dirname "$0")/../suite/temporary.sh"
remove_at_end "$folder"
# Wireshark's settings and profile of this user must not matter.
export HOME="$folder" XDG_CONFIG_HOME="$folder"

# sharkd takes 32 columns at most.
labels="retransmission fast_retransmission spurious_retransmission out_of_order lost_segment
	ack_lost_segment duplicate_ack zero_window zero_window_probe zero_window_probe_ack
	window_update window_full keep_alive keep_alive_ack reused_ports"
fields="frame.number ip.src ipv6.src tcp.srcport ip.dst ipv6.dst tcp.dstport tcp.flags tcp.seq_raw
	tcp.ack_raw tcp.len ip.id tcp.checksum.status tcp.seq tcp.ack tcp.stream tcp.completeness"
for label in $labels; do
	fields="$fields tcp.analysis.$label"
done

# The requests to sharkd: CAPTURE... by line, from standard input. An answer bears its request's number:
# 2 N + 1 is the list of packets of capture N, counted from 1.
requests() {
	jq -R -c -n --arg fields "$fields" '
		def call($id; $method; $params):
			{jsonrpc: "2.0", id: $id, method: $method, params: $params};
		# sharkd 4.0 goes on using the result of a filter that it has seen, for another capture.
		def filter($id): "tcp && !icmp && !icmpv6 && frame.number < \($id + 1000000000)";
		def setting($name; $value): call(1; "setconf"; {name: $name, value: $value});
		([$fields | splits("[ \n\t]+")] | to_entries
			| map({key: "column\(.key)", value: "\(.value):1"}) | from_entries) as $columns
		| setting("tcp.desegment_tcp_streams", "ip.defragment", "ipv6.defragment"; "FALSE"),
		  setting("tcp.check_checksum"; "TRUE"),
		  foreach inputs as $file (0; . + 2; call(.; "load"; {file: $file}),
			call(. + 1; "frames"; $columns + {filter: filter(.)}))'
}

# The answers as files of columns: N.columns of capture N.
answers() {
	jq -r 'if .error then "error\t\(.error.message)"
		elif .id > 2 and .id % 2 == 1 then
			.id as $id | .result[].c | map(sub("^.*\\((?<n>[0-9]+)\\)$"; .n))
			| [($id - 1) / 2] + . | @tsv
		else empty end' >"$folder/answers"
	awk -F '\t' -v folder="$folder" '
		$1 == "error" { print "sharkd: " $2; failed = 1; exit }
		{ file = folder "/" $1 ".columns"; sub(/^[^\t]*\t/, ""); print >file }
		END { exit failed }' "$folder/answers"
}

number=0
: >"$folder/captures"
: >"$folder/list"
for capture in "$@"; do
	number=$((number + 1))
	name=$(basename "$capture")
	case $name in
	*.story)
		name=${name%.story}.pcap
		"$build/tests/story" build "$capture" >"$folder/$name"
		capture=$folder/$name
		;;
	esac
	"$build/bin/sniffer" -q -p 0 -f json -r "$capture" >"$folder/$name.json"
	: >"$folder/$number.columns"
	printf '%s\n' "$capture" >>"$folder/captures"
	printf '%s\n' "$name" "$folder/$name.json" "$folder/$number.columns" >>"$folder/list"
done
requests <"$folder/captures" >"$folder/requests"
if ! sharkd - <"$folder/requests" >"$folder/responses" 2>"$folder/log"; then
	cat "$folder/log"
	exit 1
fi
answers <"$folder/responses"
xargs -d '\n' "$build/tests/tools/compare" "$mode" "$table" <"$folder/list" && exit
[ "$pinned" = no ] || exit 1
# 4.6 calls a packet TCP whose header is cut off, 4.0 and 4.4 do not.
echo "SKIP: differences from another Wireshark than 4.0 are shown, not counted"
exit 77
