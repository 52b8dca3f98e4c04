# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# The network of a scenario, set up from a small vocabulary (the values of `set-up:`; forms.sh has
# refused what is not in it):
#
#   sysctl KEY VALUE          of net.ipv4. or net.ipv6.; a value of several words is one setting
#   drop WHO WHAT [COUNT]     loses segments after they were captured, as a network would
#   mark-ce WHO WHAT [COUNT]  marks them "congestion experienced" (RFC 3168), before the receiver
#   clamp-mss WHO N           rewrites the MSS in a SYN, as some routers do
#   lo mtu N, lo gso-max-segs N
#
# WHO is client or server. WHAT: syn, syn-ack, ack (bare), data, fin, any, or WHAT:N, the N-th of these
# alone. COUNT: how many of them, from the first (default 1), or all.
#
# Packets are lost on their way in: the capture, on their way out, has them already. And they are
# counted by numgen, which counts up to a number that no scenario reaches.

rules=0 # tables of nft so far

# WORDS...: one line of the vocabulary.
set_up() {
	case $1 in
	sysctl) set_sysctl "$2" "${*:3}" ;;
	drop | mark-ce) set_rule "$@" ;;
	clamp-mss) set_mss "$2" "$3" ;;
	lo) set_loopback "${2//-/_}" "$3" ;;
	esac
}

set_up_all() {
	local lines line words
	[[ -n ${scenario[set-up]-} ]] || return 0
	mapfile -t lines <<<"${scenario[set-up]}"
	for line in "${lines[@]}"; do
		read -r -a words <<<"$line"
		set_up "${words[@]}"
	done
}

# WHAT: the system refuses it, so the scenario cannot be played here. Does not return.
refused() {
	local why
	why=$(head -n 1 "$work/refused" 2>/dev/null)
	verdict SKIP "${scenario[name]}" "this system refuses $1${why:+: $why}"
	next_name
}

set_sysctl() {
	{ printf '%s\n' "$2" >"/proc/sys/${1//./\/}"; } 2>"$work/refused" || refused "sysctl $1"
}

# mtu|gso_max_segs N
set_loopback() {
	ip link set dev lo "$1" "$2" 2>"$work/refused" || refused "lo's $1"
}

# The tables of nft's language: which segments a word means.
declare -A rule_side=([client]='tcp dport 8079' [server]='tcp sport 8079')
declare -A rule_flags=(
	[any]='' [data]='tcp flags & syn == 0x0' [ack]='tcp flags & (syn | fin | rst) == 0x0'
	[syn]='tcp flags & (syn | ack) == syn' [syn-ack]='tcp flags & (syn | ack) == (syn | ack)'
	[fin]='tcp flags & fin == fin'
)

# OPERATOR: rules that jump to the verdict when the length compares so with that of the headers
# alone (nft cannot compute): one for each length that a TCP header can have.
rules_of_length() {
	local words
	for ((words = 5; words <= 15; words++)); do
		printf 'meta nfproto ipv4 @th,96,4 %d meta length %s %d jump met\n' \
			"$words" "$1" $((20 + 4 * words))
		printf 'meta nfproto ipv6 @th,96,4 %d meta length %s %d jump met\n' \
			"$words" "$1" $((40 + 4 * words))
	done
}

# drop|mark-ce WHO WHAT [COUNT]
set_rule() {
	local what=${3%%:*} which hook=input verdict=drop length='' rule='a rule of nft'
	which="numgen inc mod 1000000 < ${4-1}"
	[[ ${4-} != all ]] || which=''
	[[ $3 != *:* ]] || which="numgen inc mod 1000000 == $((${3#*:} - 1))"
	case $what in
	data) length='>' ;;
	ack) length='==' ;;
	esac
	if [[ $1 == mark-ce ]]; then
		hook=prerouting
		verdict='ip ecn set ce'
		# Since Linux 7.2 (nft's payload writes).
		[[ $network != user ]] ||
			rule+=" that changes packets, which newer kernels grant nobody but root (sudo ./run_demo.sh)"
	fi
	rules=$((rules + 1))
	nft -f - <<-END 2>"$work/refused" || refused "$rule"
		table inet demo$rules {
			chain met { $which $verdict; }
			chain length {
				$( [[ -z $length ]] || rules_of_length "$length")
			}
			chain where {
				type filter hook $hook priority 0;
				${rule_side[$2]} ${rule_flags[$what]} jump $( [[ -z $length ]] && echo met || echo length)
			}
		}
	END
}

# WHO N: on the way out, so that the capture shows what the receiver gets.
set_mss() {
	rules=$((rules + 1))
	nft -f - <<-END 2>"$work/refused" || refused "a rule of nft"
		table inet demo$rules {
			chain where {
				type filter hook output priority 0;
				${rule_side[$1]} tcp flags & syn == syn tcp option maxseg size set $2
			}
		}
	END
}

clear_rules() {
	nft flush ruleset 2>"$work/refused" || refused "nft flush"
}

# From now on whatever is sent stays queued before lo, so that what is sent meanwhile crosses it: a
# bucket that fills by a byte a second, drained by one datagram to the discard port.
slow_loopback() {
	tc qdisc replace dev lo root tbf rate 8bit burst 100 limit 10000 2>"$work/refused" ||
		refused "tc's tbf on lo"
	send_datagram
}

# Lets it go, in order. The queue looks at its new rate when the next packet comes.
fast_loopback() {
	tc qdisc change dev lo root tbf rate 1gbit burst 100000 limit 10000 2>"$work/refused" ||
		refused "tc's tbf on lo"
	send_datagram
}

# 50 bytes to the discard port.
send_datagram() {
	printf '%50s' '' >/dev/udp/127.0.0.1/9
}

# Prints the number of packets that wait before lo.
queued() {
	tc -s qdisc show dev lo | awk '/^ backlog / { packets = $3 + 0 } END { print packets + 0 }'
}
