# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# Servers under load, and captures beside them, in a private network.

bench_port=8079
children=()

# ARGUMENT...: of run.sh. Starts it again in a network of its own, unless only files are read.
enter_network() {
	[[ " ${sections[*]} " =~ \ (server|live|live-bulk|million)\  ]] || return 0
	if [[ ${BENCH_IN_NETWORK-} == yes ]]; then
		ip link set lo up
		ulimit -n "$(ulimit -H -n)"
		return
	fi
	export BENCH_IN_NETWORK=yes
	# Not root inside: tcpdump would want to become somebody else, which is forbidden there.
	local private=(unshare -Un --map-current-user --keep-caps)
	[[ $EUID -ne 0 ]] || private=(unshare -n)
	"${private[@]}" true && exec "${private[@]}" "$BASH" "$ROOT/tests/bench/run.sh" "$@"
	say "no private network is to be had here (${private[*]}): only 'offline' can be measured"
	exit 1
}

# COMMAND...: in the background; its number is the last of children.
start() {
	"$@" >/dev/null 2>"$work/started" &
	children+=($!)
}

# Until what was started says that it is ready, or ends.
await_words() {
	until grep -q "$1" "$work/started"; do
		kill -0 "${children[-1]}" 2>/dev/null || return 1
		sleep 0.02
	done
}

# PORT: the usual one where it is left out.
await_port() {
	until (exec 3<>"/dev/tcp/127.0.0.1/${1-$bench_port}") 2>/dev/null; do
		kill -0 "${children[-1]}" 2>/dev/null || return 1
		sleep 0.02
	done
}

# Ends the last that was started.
end_last() {
	kill -"${1-TERM}" "${children[-1]}" 2>/dev/null
	wait "${children[-1]}" 2>/dev/null
	unset 'children[-1]'
}

end_all() {
	while ((${#children[@]})); do
		end_last KILL
	done
}

# The CPU time of the last that was started, in seconds.
cpu_of_last() {
	awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13) / tick }' \
		"/proc/${children[-1]}/stat"
}

# FIELD OPTION...: a load on the server; prints the field of the client's report.
load() {
	local field=$1
	shift
	"$build/bin/client" -H 127.0.0.1 -p "$bench_port" --connections=64 --json "$@" \
		2>"$work/complaints" | grep -o "\"$field\":[0-9.]*" | cut -d: -f2
	[[ ! -s $work/complaints ]] || say "$(<"$work/complaints")"
}

# Both loads on the server COMMAND..., into the rows of its number I.
measure_server() {
	local i=$1 rate before
	shift
	start "$@"
	await_port || { say "failed: $*" && return; }
	before=$(cpu_of_last)
	rate=$(load requests_per_s --wait-echo --duration="$seconds")
	add_value $((server_first + 3 * i)) "$rate"
	add_value $((server_first + 3 * i + 1)) "$(awk -v a="$before" -v b="$(cpu_of_last)" \
		-v n="$rate" -v s="$seconds" 'BEGIN { print (b - a) / n / s * 1e6 }')"
	rate=$(load connections_per_s --wait-echo --reconnect --duration="$seconds")
	add_value $((server_first + 3 * i + 2)) "$rate"
	end_last
}

server_section() {
	local server="$build/bin/server -q -p $bench_port -a 127.0.0.1 --echo=bytes" run i
	local servers=('bare epoll loop' 'server --echo=bytes' 'server --echo=bytes --threads=2')
	local commands=("$build/tests/epoll_floor $bench_port" "$server" "$server --threads=2")
	server_first=${#names[@]}
	for i in "${!servers[@]}"; do
		add_row "${servers[i]}: 64 connections, 11 bytes" 'requests/s' "$server_first"
		add_row "${servers[i]}: the same" 'us of CPU each' $((server_first + 1))
		add_row "${servers[i]}: opened, echoed, closed" 'connections/s' $((server_first + 2))
	done
	for ((run = 0; run < runs; run++)); do
		for i in "${!servers[@]}"; do
			# shellcheck disable=SC2086 # words
			measure_server "$i" ${commands[i]}
		done
	done
}

# ROW WORDS COMMAND...: the load while COMMAND, which says WORDS when it is ready, captures.
measure_capture() {
	local row=$1 words=$2
	shift 2
	start "$@"
	if await_words "$words"; then
		add_value "$row" "$(load requests_per_s --wait-echo --duration="$seconds")"
	else
		say "failed: $*: $(<"$work/started")"
	fi
	end_last INT
}

live_section() {
	local run first=${#names[@]} sniffer=$build/bin/sniffer
	local tcpdump=(tcpdump -i lo tcp port "$bench_port")
	command -v tcpdump >/dev/null || { say "tcpdump is not installed: live is left out" && return; }
	add_row 'echo load beside tcpdump -w /dev/null' 'requests/s'
	add_row 'echo load beside sniffer -f none --connections' 'requests/s' "$first"
	add_row 'echo load beside tcpdump -nn >/dev/null' 'requests/s'
	add_row 'echo load beside sniffer -f line >/dev/null' 'requests/s' $((first + 2))
	start "$build/bin/server" -q -p "$bench_port" -a 127.0.0.1 --echo=bytes
	await_port || { say 'the server does not start' && return; }
	for ((run = 0; run < runs; run++)); do
		measure_capture "$first" 'listening on' "${tcpdump[@]}" -w /dev/null
		measure_capture $((first + 1)) lo "$sniffer" -f none --connections
		measure_capture $((first + 2)) 'listening on' "${tcpdump[@]}" -nn
		measure_capture $((first + 3)) lo "$sniffer" -f line
	done
	end_last
}

million_section() {
	local rate closed dropped
	start "$build/bin/server" -q -p "$bench_port" -a 127.0.0.1
	await_port || { say 'the server does not start' && return; }
	"$build/bin/sniffer" -f none --connections >"$work/table" 2>"$work/started" &
	children+=($!)
	await_words lo || { say "failed: $(<"$work/started")" && return; }
	rate=$(load connections_per_s --reconnect --requests=1000000)
	end_last INT
	end_last
	closed=$(awk 'NR > 1 && $4 == "3-way" && $5 != "open"' "$work/table" | wc -l)
	dropped=$(sed -n 's/.* \([0-9]*\) dropped by kernel.*/\1/p' "$work/started")
	add_row 'documented connections beside the sniffer' 'connections/s' && add_value "$row" "$rate"
	add_row 'of 1,000,000, seen opened and closed' connections && add_value "$row" "$closed"
	add_row 'dropped by the kernel' packets && add_value "$row" "${dropped:-nan}"
}

# NAME WORDS COMMAND...: one transfer while COMMAND captures: what it lost of it, and how fast it was.
measure_bulk() {
	local first=$1 words=$2 dropped rate
	shift 2
	start "$@"
	if ! await_words "$words"; then
		say "failed: $*: $(<"$work/started")"
		end_last
		return
	fi
	rate=$(iperf3 -c 127.0.0.1 -t "$seconds" --json |
		sed -n 's/.*"bits_per_second":[[:space:]]*\([0-9.e+]*\).*/\1/p' | tail -n 1)
	end_last INT
	dropped=$(sed -n 's/.*\<\([0-9][0-9]*\) \(packets \)\?dropped by kernel.*/\1/p' "$work/started")
	add_value "$first" "${dropped:-nan}"
	add_value $((first + 1)) "$(awk -v bits="${rate:-0}" 'BEGIN { print bits / 1e9 }')"
}

live_bulk_section() {
	local run i sniffer=$build/bin/sniffer first=${#names[@]}
	local readers=('tcpdump -w /dev/null' 'sniffer -f none --connections' 'sniffer -f line')
	local signs=('listening on' lo lo)
	local captures=('tcpdump -i lo -w /dev/null tcp port 5201'
		"$sniffer -p 5201 -f none --connections" "$sniffer -p 5201 -f line")
	command -v iperf3 >/dev/null && command -v tcpdump >/dev/null ||
		{ say "iperf3 or tcpdump is not installed: live-bulk is left out" && return; }
	for i in "${!readers[@]}"; do
		add_row "iperf3 beside ${readers[i]}: dropped" packets
		add_row "iperf3 beside ${readers[i]}" Gbit/s $((first + 1))
	done
	start iperf3 -s
	await_port 5201 || { say 'iperf3 does not start' && return; }
	for ((run = 0; run < runs; run++)); do
		for i in "${!readers[@]}"; do
			# shellcheck disable=SC2086 # words
			measure_bulk $((first + 2 * i)) "${signs[i]}" ${captures[i]}
		done
	done
	end_last
}
