# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Reading what a network carries: full-size payload, losses. CPU time per packet.

# NAME CAPTURE PACKETS: rows of all readers. A tenth of the packets is in CAPTURE.tenth, for the slow.
traffic_rows() {
	local name=$1 capture=$2 packets=$3 few=$(($3 / 10)) floor fields
	local sniffer="$build/bin/sniffer -q -p 0 -r $capture"
	add_command "$name: bare libpcap loop" "$packets" '' "$build/tests/read_loop $capture" && floor=$row
	add_command "$name: sniffer -f none --connections" "$packets" "$floor" "$sniffer -f none --connections"
	add_command "$name: sniffer -f line" "$packets" "$floor" "$sniffer -f line"
	add_command "$name: sniffer -f line --payload=all" "$packets" "$floor" "$sniffer -f line --payload=all"
	add_command "$name: sniffer -f json --payload=all" "$packets" "$floor" "$sniffer -f json --payload=all"
	if command -v tcpdump >/dev/null; then
		add_command "$name: tcpdump -nn -S" "$packets" "$floor" "tcpdump -nn -S -r $capture"
		add_command "$name: tcpdump -nn -S -A" "$packets" "$floor" "tcpdump -nn -S -A -r $capture"
	else
		say "tcpdump is not installed: left out"
	fi
	if command -v tshark >/dev/null; then
		fields=$(printf -- '-e %s ' "${tshark_fields[@]}")
		add_command "$name: tshark -z conv,tcp" "$few" "$floor" \
			"tshark -n -q -z conv,tcp -r $capture.tenth"
		add_command "$name: tshark -T ek, the fields of -f json" "$few" "$floor" \
			"tshark -n -r $capture.tenth -T ek $fields"
	else
		say "tshark is not installed: left out"
	fi
}

# KIND...: of traffic_pcap; each is measured by itself.
traffic_sections() {
	local kind packets=$((millions * 75000)) capture=$work/traffic.pcap
	for kind; do
		"$build/tests/traffic_pcap" "$kind" 1 $packets >"$capture" &&
			"$build/tests/traffic_pcap" "$kind" 1 $((packets / 10)) >"$capture.tenth" || exit 1
		traffic_rows "$kind" "$capture" $packets
		measure_commands
	done
	rm -f "$capture" "$capture.tenth"
}

bulk_section() {
	traffic_sections text random
}

real_section() {
	traffic_sections real
}
