#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# fleet.sh PROGRAMS [deaths]: the recipe of common/manual/fleets.md, run for real: three hosts, which are network
# namespaces, and a hub with nats-server and clickhouse-server between them. SQL and answers are those of the
# page. With deaths: each part is killed while rows flow, and what is lost is counted and printed, as the page has it.
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
. "$(dirname "$0")/../live/lib.sh"
need nats-server clickhouse-server python3 nsenter nft curl column
private_network "$@"
[[ $1 != --inside ]] || shift
here=$ROOT/tests/fleet page=$ROOT/common/manual/fleets.md
export PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$here
python=$(python3 -c 'import sys; print(sys.executable)')
hosts='1 2 3'

# HOST COMMAND...: becomes the command, in the network of that host.
on() {
	local host=$1
	shift
	exec nsenter -t "${PID[host$host]}" -n -- "$@"
}

is_apart() {
	[[ $(readlink "/proc/${PID[host$1]}/ns/net") != "$(readlink /proc/self/ns/net)" ]]
}

# HOST: a network 10.9.HOST.0/24 of its own behind the hub.
make_host() {
	start "host$1" unshare -n sleep infinity
	await "host $1" is_apart "$1"
	ip link add "v$1" type veth peer name eth0 netns "${PID[host$1]}" || skip "no veth here"
	ip address add "10.9.$1.1/24" dev "v$1"
	ip link set "v$1" up
	(on "$1" sh -c "ip link set lo up && ip address add 10.9.$1.2/24 dev eth0 && ip link set eth0 up &&
		ip route add default via 10.9.$1.1") || fail "host $1"
}

# Between the hosts; of connections from host 2 to host 1 the first SYN is lost.
make_hub() {
	echo 1 >/proc/sys/net/ipv4/ip_forward || skip "the hub cannot forward"
	nft -f - <<-END || skip "nft does not work here"
		table ip hub {
			set seen { type inet_service; flags dynamic; size 65535; }
			chain forward {
				type filter hook forward priority 0;
				ip saddr 10.9.2.2 ip daddr 10.9.1.2 tcp flags & (syn | ack) == syn \\
					tcp sport != @seen add @seen { tcp sport } drop
			}
		}
	END
}

start_nats() {
	start nats nats-server -a 0.0.0.0 -p 4222 -js -sd "$TMP/nats"
	await_line "$TMP/nats.err" 'Server is ready' || fail "nats-server is not ready"
}

answers() {
	curl -sf http://127.0.0.1:8123/ping >/dev/null
}

start_clickhouse() {
	start clickhouse clickhouse-server --config-file="$TMP/clickhouse.xml"
	await clickhouse-server answers
}

start_load() {
	start load "$python" "$here/load.py" --ack-wait 3
	await_word load '^load.py: ready' || fail "load.py is not ready"
}

# HOST: sniffer | ship.py.
start_sniffer() {
	local out=$TMP/$1.fifo
	[[ -p $out ]] || mkfifo "$out"
	start "sniffer$1" nsenter -t "${PID[host$1]}" -n -- sh -c 'exec "$@" >"$0"' "$out" "$BIN/sniffer" -i eth0 \
		-f json --payload=none -B 65536 --max-connections=50 --lang=zh 'tcp portrange 8079-8081'
	start "ship$1" nsenter -t "${PID[host$1]}" -n -- sh -c 'exec "$@" <"$0"' "$out" "$python" "$here/ship.py" \
		--host "h$1" --nats "10.9.$1.1:4222" --spool "$TMP/$1.spool"
	await_word "ship$1" '^ship.py: ready' || fail "ship.py of host $1 is not ready"
	await_line "$TMP/sniffer$1.err" '开始监听' || fail "the sniffer of host $1 does not capture"
}

# HOST NAME OPTION...: a server there.
start_server_on() {
	start "$2" nsenter -t "${PID[host$1]}" -n -- "$BIN/server" -a "10.9.$1.2" -q "${@:3}"
	await_word "$2" '^listening on ' || fail "$2 does not listen"
}

# SQL: the answer, tab-separated.
ask() {
	curl -sS http://127.0.0.1:8123/ --data-binary @- <<<"$1"
}

# An empty table, and sniffers on all hosts.
begin() {
	local host
	"$python" -c 'import nats; nats.Nats("127.0.0.1:4222").request("$JS.API.STREAM.PURGE.handshake", {})' || fail "purge"
	ask 'DROP TABLE IF EXISTS tcp_event' && ask "$(cat "$here/table.sql")" && ask 'SYSTEM STOP MERGES'
	for host in $hosts; do
		start_sniffer "$host"
	done
}

# Whether all that was shipped is in the table.
all_loaded() {
	"$python" -c '
import nats
state = nats.Nats("127.0.0.1:4222").request("$JS.API.CONSUMER.INFO.handshake.load", {})
raise SystemExit(state["num_pending"] + state["num_ack_pending"] > 0)'
}

# The sniffers tell what they still hold, and all of it gets into the table.
end() {
	local host
	for host in $hosts; do
		stop "sniffer$host"
		await_exit "ship$host"
		expect_status $? 0 "ship.py of host $host"
	done
	await 'rows in the table' all_loaded
	[[ $(ask 'SELECT sum(dropped) FROM tcp_event') == 0 ]] || skip "INCONCLUSIVE: the kernel dropped packets"
}

# N: the query so numbered of queries.sql, as a table.
query() {
	ask "$(awk -v n="$1" 'BEGIN { RS = ";\n" } NR == n' "$here/queries.sql") FORMAT TabSeparatedWithNames" |
		column -t -s $'\t'
}

# WORD N: the block so numbered of the page, of those that begin with ```WORD.
block() {
	awk -v begin="\`\`\`$1" -v n="$2" '
		/^```/ { inside = !inside; wanted = inside && $0 == begin && ++count == n; next }
		wanted' "$page"
}

# HOST SERVER OPTION...: connections from there to 10.9.SERVER.2, one after the other.
connect() {
	(on "$1" "$BIN/client" -H "10.9.$2.2" --reconnect "${@:3}" >"$TMP/client.out" 2>&1)
}

# What the page asks is in the files, and what it shows is answered.
test_page() {
	local n
	begin
	connect 1 2 --requests=20 || fail "connections of host 1 to host 2"
	connect 1 3 --requests=5 --close=reset || fail "connections that the client resets"
	connect 2 3 --port=8080 --requests=4 --close=half
	connect 3 1 --port=8081 --requests=6
	connect 2 1 --connections=4 --requests=4 || fail "connections of which a SYN is lost"
	end
	block sql 1 | diff -u - "$here/table.sql" || fail "the table of the page is another one"
	for n in 1 2 3 4; do
		block sql $((n + 1)) >"$TMP/page.sql"
		awk -v n="$n" 'BEGIN { RS = ";\n" } NR == n' "$here/queries.sql" | diff -u "$TMP/page.sql" - ||
			fail "query $n of the page is another one"
		block text "$n" >"$TMP/page$n"
		query "$n" >"$TMP/answer$n"
		[[ -s $TMP/page$n ]] || fail "the page has no answer to query $n"
		if ((n == 2)); then # times are others each time: how many rows depends on the minute
			sed -i -E 's/ +[0-9].*//' "$TMP/page2" "$TMP/answer2"
			sort -u -o "$TMP/answer2" "$TMP/answer2"
			sort -u -o "$TMP/page2" "$TMP/page2"
		fi
		expect_same "$TMP/page$n" "$TMP/answer$n" "query $n is answered differently"
	done
}

# Beside nobody who takes lines, the spool keeps as many as it may, and the next run of ship.py delivers them; of
# these, what ClickHouse refuses is told, and the others are loaded.
test_spool() {
	local line='{"v":1,"event":"connection","conn":1,"client":"a:1","server":"b:2","segments":'
	printf '%s}\n' "${line}1" "$line\"two\"" "${line}3" "${line}4" |
		"$python" "$here/ship.py" --host h9 --nats 127.0.0.1:1 --spool "$TMP/9" --limit 3 --linger 0 >"$TMP/9.out" 2>&1
	expect_status $? 1 "ship.py without nats-server"
	grep -q 'the spool is full: 1 lines dropped' "$TMP/9.out" && grep -q '3 lines stay in' "$TMP/9.out" ||
		fail "ship.py with a full spool says: $(cat "$TMP/9.out")"
	"$python" "$here/ship.py" --host h9 --spool "$TMP/9" >"$TMP/9.out" 2>&1 || fail "ship.py does not empty its spool"
	await 'what stood in the spool' all_loaded
	[[ $(ask "SELECT sum(segments) FROM tcp_event WHERE host = 'h9'") == 4 ]] || fail "not what stood in the spool"
	grep -q 'refused: Code: .*"two"' "$TMP/load.err" || fail "load.py does not tell which row was refused"
}

# EXPRESSION [REST]: of the table.
count() {
	ask "SELECT $1 FROM tcp_event ${2-}"
}

# COUNT: whether the table has more rows.
has_rows() {
	[[ $(count 'count()' 2>/dev/null) -gt $1 ]]
}

# HOST: how many connections its kernel has accepted.
accepted() {
	(on "$1" awk '$1 == "Tcp:" { for (i = 2; i <= NF && !column; i++) if ($i == "PassiveOpens") column = i
		opens = $column } END { print opens }' /proc/net/snmp)
}

# HOST: boot/sequence of the last line in its spool, when ship.py is dead.
last_in_spool() {
	"$python" -c '
import sqlite3, sys
row = sqlite3.connect(sys.argv[1]).execute("SELECT name FROM line ORDER BY id DESC LIMIT 1").fetchone()
print(row[0].partition("/")[2] if row else "")' "$TMP/$1.spool"
}

# PART: dies, and comes again after a second, as a service that is restarted.
kill_part() {
	local part=$1
	kill -KILL "${PID[$part]}"
	wait "${PID[$part]}" 2>/dev/null
	case $part in
	sniffer2) await_exit ship2 ;;
	ship2)
		stop sniffer2 # it would end at its next line
		spooled=$(last_in_spool 2)
		;;
	esac
	sleep 1 # what a supervisor waits (RestartSec)
	case $part in
	sniffer2 | ship2) start_sniffer 2 ;;
	*) "start_$part" ;;
	esac
}

# While nats-server is away, ship.py dies: what it had not delivered stands in its spool.
kill_both() {
	kill -KILL "${PID[nats]}"
	wait "${PID[nats]}" 2>/dev/null
	await_line "$TMP/ship2.err" refused 60 2 || fail "ship.py does not tell that nats-server is away"
	kill_part ship2
	start_nats
}

# PART: dies, and comes again; in away for how long it was, in tenths of a second.
let_die() {
	local began=${EPOCHREALTIME//[!0-9]/}
	spooled=''
	case $1 in
	none) ;;
	nats+ship2)
		kill_both
		[[ -n $spooled ]] || fail "the spool is empty, though nats-server was away"
		;;
	*) kill_part "$1" ;;
	esac
	away=$(((${EPOCHREALTIME//[!0-9]/} - began) / 100000))
}

# PART: a line of the page's table, and what has to hold.
judge_death() {
	local ends="WHERE event = 'connection'" name='uniqExact((host, boot, sequence))' missing unseen gaps twice left
	missing=$((2 * opened - $(count "$name" "$ends")))
	# A port may be used again, and so a community_id: the end that told more of one counts.
	unseen=$((opened - $(ask "SELECT sum(most) FROM (SELECT community_id, max(lines) AS most FROM
		(SELECT community_id, host, uniqExact((boot, sequence)) AS lines FROM tcp_event $ends
			GROUP BY community_id, host) GROUP BY community_id)")))
	gaps=$(ask 'SELECT sum(most - different) FROM (SELECT max(sequence) AS most, uniqExact(sequence) AS different
		FROM tcp_event GROUP BY host, boot)')
	twice=$(count "count() - $name")
	left=$(count "count() - $name" FINAL)
	printf '| %s | %d.%d | %d | %d | %d | %d | %d | %d |\n' "${1//2/}" $((away / 10)) $((away % 10)) \
		$((2 * opened)) "$missing" "$unseen" "$gaps" "$twice" "$left"
	[[ $gaps -eq 0 ]] || fail "$1: $gaps lines that ship.py had taken are missing"
	[[ $unseen -eq 0 ]] || fail "$1: $unseen connections are told by neither end"
	[[ $left -eq 0 ]] || fail "$1: $left rows are told twice by FINAL"
	[[ $missing -eq 0 || $1 == *sniffer2 || $1 == *ship2 ]] || fail "$1: $missing rows are missing"
	[[ $(count "$name" "$ends AND host != 'h2'") -eq $elsewhere ]] ||
		fail "$1: rows of other hosts are missing"
	[[ -z $spooled || $(count 'count() > 0' "WHERE host = 'h2' AND boot = ${spooled%/*} AND
		sequence = ${spooled#*/}") == 1 ]] || fail "$1: line $spooled stood in the spool, and did not arrive"
}

# PART: dies while 60 connections a second go from each host to the next; then rows flow again. In opened and
# elsewhere: how many connections there were, and of how many of their ends other hosts than the second should tell.
test_death() {
	local host away spooled opened elsewhere from=()
	begin
	for host in $hosts; do
		from[host]=$(accepted "$host")
	done
	for host in $hosts; do
		start "client$host" nsenter -t "${PID[host$host]}" -n -- "$BIN/client" -H "10.9.$((host % 3 + 1)).2" \
			--reconnect --connections=4 --rate=60 --duration=600
	done
	await 'rows that flow' has_rows 300
	let_die "$1"
	await 'rows that flow again' has_rows $(($(count 'count()') + 500))
	for host in $hosts; do
		stop "client$host" INT
	done
	end
	for host in $hosts; do
		from[host]=$(($(accepted "$host") - from[host]))
	done
	opened=$((from[1] + from[2] + from[3])) elsewhere=$((2 * from[1] + from[2] + from[3]))
	judge_death "$1"
}

make_hub
for host in $hosts; do
	make_host "$host"
	start_server_on "$host" "server$host"
done
start_server_on 3 resets -p 8080 --reset
mkdir -p "$TMP/data" "$TMP/tmp"
sed "s|FOLDER|$TMP|" "$here/clickhouse.xml" >"$TMP/clickhouse.xml"
start_clickhouse
start_nats
start_load
if [[ ${2-} != deaths ]]; then
	test_page
	test_spool
	exit
fi
echo '| killed | seconds away | rows | missing | connections missing | gaps | rows twice | with FINAL |'
echo '|---|---|---|---|---|---|---|---|'
for part in none sniffer2 ship2 nats load clickhouse nats+ship2; do
	test_death "$part"
done
