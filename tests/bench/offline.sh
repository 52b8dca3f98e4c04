# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Reading a capture: CPU time per packet.

# What -f json says of a segment, as far as tshark knows it.
tshark_fields=(frame.number frame.time_epoch tcp.stream ip.src tcp.srcport ip.dst tcp.dstport
	tcp.flags tcp.seq_raw tcp.ack_raw tcp.seq tcp.ack tcp.window_size_value tcp.len tcp.payload
	tcp.analysis.flags)

# Our reader in Go, built where Debian's packages for it are: prints its path.
build_gopacket() {
	local home=/usr/share/gocode
	command -v go >/dev/null && [[ -d $home/src/github.com/google/gopacket ]] || return 1
	GO111MODULE=off GOPATH=$home GOCACHE=$work/go-cache GOFLAGS=-buildvcs=false \
		go build -o "$work/gopacket_lines" "$ROOT/tests/bench/gopacket_lines.go" >&2 || return 1
	printf '%s' "$work/gopacket_lines"
}

offline_section() {
	local connections=$((millions * 1000000 / 8)) make=$build/tests/documented_pcap
	local hundred=$work/hundred.pcap all=$work/all.pcap tenth=$work/tenth.pcap
	local floor one gopacket fields
	"$make" $connections 100 >"$hundred" && "$make" 1000000 1000000 >"$all" &&
		"$make" $((millions * 12500)) 100 >"$tenth" || exit 1

	local packets=$((connections * 8)) few=$((millions * 100000)) many=8000000
	local sniffer="$build/bin/sniffer -q -p 0"
	add_command 'bare libpcap loop' $packets '' "$build/tests/read_loop $hundred" && floor=$row
	add_command 'sniffer -f none --connections' $packets "$floor" \
		"$sniffer -r $hundred -f none --connections" && one=$row
	add_command 'sniffer -f line' $packets "$floor" "$sniffer -r $hundred -f line"
	add_command 'sniffer -f json' $packets "$floor" "$sniffer -r $hundred -f json"
	if gopacket=$(build_gopacket); then
		add_command 'gopacket, the same line' $few "$floor" "$gopacket $tenth"
	else
		say "gopacket is left out: it takes the packages golang-go and golang-github-google-gopacket-dev"
	fi
	if command -v tcpdump >/dev/null; then
		add_command 'tcpdump -nn -S' $few "$floor" "tcpdump -nn -S -r $tenth"
	else
		say "tcpdump is not installed: left out"
	fi
	if command -v tshark >/dev/null; then
		fields=$(printf -- '-e %s ' "${tshark_fields[@]}")
		add_command 'tshark -T ek, the fields of -f json' $few "$floor" \
			"tshark -n -r $tenth -T ek $fields"
	else
		say "tshark is not installed: left out"
	fi
	add_command 'sniffer -f none --connections, 1 M at a time (ratio: to 100)' $many "$one" \
		"$sniffer -r $all -f none --connections"
	measure_commands
	add_row 'memory of 1 M connections' MiB
	add_value "$row" "$(peak_mib "$build/bin/sniffer" -q -p 0 -r "$all" -f none --connections)"
	rm -f "$hundred" "$all" "$tenth"
}

# COMMAND...: the most that it had resident.
peak_mib() {
	python3 - "$@" <<'END_OF_PYTHON' || say "python3 is not installed: no memory is measured"
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
END_OF_PYTHON
}
