# SPDX-License-Identifier: MIT
# Zeek's conn.log from what `sniffer -f json` writes:
#
#   sniffer -r FILE -f json | jq -nr -f zeek-conn.jq >conn.log              as Zeek writes it, in columns
#   sniffer -r FILE -f json | jq -nc --arg form json -f zeek-conn.jq        a JSON object a line
#
# A row for each connection, when it has ended; live, with jq --unbuffered. Fields of Zeek 5 to 8 are filled as
# Zeek documents them (Conn::Info), but for these, which are unset: service, local_orig, local_resp and
# tunnel_parents. `uid` is ours: the same for the same capture. The bytes of IP headers are counted without
# options and extension headers, and only where no TCP option was cut off.

def fields: [
	["ts", "time"], ["uid", "string"], ["id.orig_h", "addr"], ["id.orig_p", "port"],
	["id.resp_h", "addr"], ["id.resp_p", "port"], ["proto", "enum"], ["service", "string"],
	["duration", "interval"], ["orig_bytes", "count"], ["resp_bytes", "count"], ["conn_state", "string"],
	["local_orig", "bool"], ["local_resp", "bool"], ["missed_bytes", "count"], ["history", "string"],
	["orig_pkts", "count"], ["orig_ip_bytes", "count"], ["resp_pkts", "count"], ["resp_ip_bytes", "count"],
	["tunnel_parents", "set[string]"], ["ip_proto", "count"], ["community_id", "string"]];

# "SECONDS.NANOSECONDS": microseconds, rounded down as Zeek's clock has them. Whole, and exact to 2^53.
def microseconds: split(".") as [$seconds, $rest]
	| ($seconds | ltrimstr("-") | tonumber) * 1000000 + ($rest[0:6] | tonumber)
	| if $seconds[0:1] == "-" then -. else . end;

# Microseconds as "SECONDS.MICROSECONDS".
def interval: . as $us
	| (if $us < 0 then -$us else $us end) as $size
	| (if $us < 0 then "-" else "" end) + ($size / 1000000 | floor | tostring) + "."
		+ ("000000" + ($size % 1000000 | tostring))[-6:];

# Bytes of a TCP option; null where that cannot be told.
def option_bytes:
	if .name == "nop" or .name == "end" then 1
	elif .length then .length
	elif .name == "mss" then 4
	elif .name == "window-scale" then 3
	elif .name == "sack-permitted" then 2
	elif .name == "timestamps" then 10
	elif .name == "sack" then 2 + 8 * (.blocks | length)
	elif .name == "fast-open" then 2 + .cookie_length
	else null end;

def plus($more): if . == null or $more == null then null else . + $more end;

# Bytes of a TCP header, whole words; null where its options were not captured.
def tcp_bytes: reduce (.options[] | option_bytes) as $bytes (20; plus($bytes)) | if . then (. + 3) - (. + 3) % 4 else . end;

# Of a number that counts from the initial one: what lies before that is none.
def forward: if . < 2147483648 then . else 0 end;

def flag($bit): . % (2 * $bit) >= $bit;
def fin: flag(1);
def syn: flag(2);
def rst: flag(4);
def ack: flag(16);

# What one end has sent so far. `next` is the number behind its payload: a RST has any number, and what
# follows a FIN counts that.
def side($segment): $segment as {$flags, $len, $rel_seq, $rel_ack}
	| ($segment | tcp_bytes) as $tcp
	| .packets += 1
	| .ip_bytes |= plus($tcp | plus((if $segment.src | contains(":") then 40 else 20 end) + $len))
	| (if ($flags | rst) or (.fin and $len == 0) then .
		else .next = ([.next, ($rel_seq | forward) + $len + (if $flags | syn then 1 else 0 end)] | max) end)
	| .fin = (.fin or ($flags | fin))
	| .acked = ([.acked, if $flags | ack then $rel_ack | forward else 0 end] | max);

def silent: {packets: 0, ip_bytes: 0, fin: false, next: 0, acked: 0};

# The duration ends with the second end's FIN: what comes behind both is no part of it.
def segment($segment): ($segment.time | microseconds) as $now
	| (if . == null then {begin: $now, ts: $segment.time, client: silent, server: silent} else . end)
	| (if .client.fin and .server.fin then . else .end = $now end)
	| if $segment.from == "client" then .client |= side($segment) else .server |= side($segment) end;

# Payload by sequence numbers, [all, not captured]: CAPTURED bytes were, and what the OTHER end has
# acknowledged was there. In a direction of 2 GiB and more only what was captured counts.
def payload($other; $captured): (.next - 1) as $all
	| if $all > $captured and $other.acked > $all then [$all, $all - $captured] else [$captured, 0] end;

# "ADDRESS:PORT", "[ADDRESS]:PORT"
def address: .[0:rindex(":")] | ltrimstr("[") | rtrimstr("]");
def port: .[rindex(":") + 1:] | tonumber;

def row($connection): . as $seen
	| ($seen.client | payload($seen.server; $connection.client_bytes)) as [$client_bytes, $client_missed]
	| ($seen.server | payload($seen.client; $connection.server_bytes)) as [$server_bytes, $server_missed]
	| ($seen.end - $seen.begin) as $duration
	| ($duration > 0) as $lasted
	| {
		ts: $seen.begin,
		uid: ("C" + ($connection.community_id[2:] | gsub("[^A-Za-z0-9]"; ""))[0:17] + ($connection.conn | tostring)),
		"id.orig_h": ($connection.client | address), "id.orig_p": ($connection.client | port),
		"id.resp_h": ($connection.server | address), "id.resp_p": ($connection.server | port),
		proto: "tcp",
		duration: (if $lasted then $duration else null end),
		orig_bytes: (if $lasted then $client_bytes else null end),
		resp_bytes: (if $lasted then $server_bytes else null end),
		conn_state: $connection.zeek_state,
		missed_bytes: ($client_missed + $server_missed),
		history: (if $connection.history == "" then null else $connection.history end),
		orig_pkts: $seen.client.packets, orig_ip_bytes: $seen.client.ip_bytes,
		resp_pkts: $seen.server.packets, resp_ip_bytes: $seen.server.ip_bytes,
		ip_proto: 6,
		community_id: $connection.community_id};

# A row as Zeek writes it: in columns, and as JSON, where what is unset is left out.
def columns: . as $row
	| [fields[] as [$name, $type] | $row[$name]
		| if . == null then "-" elif $type == "time" or $type == "interval" then interval else tostring end]
	| join("\t");
def object: .ts /= 1000000 | (if .duration then .duration /= 1000000 else . end) | with_entries(select(.value != null));

def stamp: now | strftime("%Y-%m-%d-%H-%M-%S");
def heading: "#separator \\x09", "#set_separator\t,", "#empty_field\t(empty)", "#unset_field\t-", "#path\tconn",
	"#open\t\(stamp)", (["#fields", (fields[] | .[0])] | join("\t")), (["#types", (fields[] | .[1])] | join("\t"));

# Of what is open, by its number; and the row of what has just ended. setpath() changes the state in place,
# where `|=` copies it: its size is that of all that is open.
def rows: foreach inputs as $event ({};
	($event.conn | tostring) as $conn
	| .[$conn] as $seen
	| if $event.event == "segment" then ($seen | segment($event)) as $next | setpath([$conn]; $next)
		elif $event.event == "connection" and $seen then ($seen | row($event)) as $row
			| delpaths([[$conn]]) | setpath(["row"]; $row)
		else setpath(["row"]; null) end;
	if $event.event == "connection" and .row then .row else empty end);

if $ARGS.named.form == "json" then rows | object
else heading, (rows | columns), "#close\t\(stamp)" end
