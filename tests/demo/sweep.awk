# SPDX-License-Identifier: MIT
# From what sweep_exchanges.sh printed and `sniffer -f json` to a line for each connection, with tabs
# (read after json.awk):
#
#     DELAY-MS  CLOSE  CLOSE-US  ACK-US
#
# CLOSE is the sniffer's name of the close; CLOSE-US the time from the client's FIN to the server's;
# ACK-US from the client's FIN to the ACK that came alone, or - when none did.

$1 == "delay" && $3 == "port" {
	delay_of[$4] = $2
	next
}

# TIME "seconds.nanoseconds" in microseconds since the first one, so that a double is exact enough.
function microseconds(time,    parts) {
	split(time, parts, ".")
	if (base == "")
		base = parts[1]
	return (parts[1] - base) * 1000000 + substr(parts[2], 1, 6)
}

value("event") == "segment" {
	conn = value("conn")
	now = microseconds(value("time"))
	fin = has_flag(value("flags") + 0, 1)
	if (value("from") == "client") {
		if (fin && !(conn in client_fin)) {
			client_fin[conn] = now
			expected[conn] = value("rel_seq") + value("len") + 1
			port[conn] = value("dport")
		}
	} else if (fin && !(conn in server_fin)) {
		server_fin[conn] = now
	} else if (!fin && (conn in client_fin) && !(conn in server_fin) && !(conn in ack) &&
		   value("rel_ack") + 0 == expected[conn]) {
		ack[conn] = now
	}
}

value("event") == "connection" {
	conn = value("conn")
	if ((conn in server_fin) && (conn in client_fin) && (port[conn] in delay_of))
		printf "%d\t%s\t%d\t%s\n", delay_of[port[conn]], value("close"),
		       server_fin[conn] - client_fin[conn],
		       conn in ack ? sprintf("%d", ack[conn] - client_fin[conn]) : "-"
}
