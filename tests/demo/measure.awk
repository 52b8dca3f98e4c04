# SPDX-License-Identifier: MIT
# With json.awk: from `sniffer -f json` to "CLOSE:AGAIN:ACKS:SILENCE SILENCE..." (see measure in
# verdict.sh), times in microseconds. A silence shorter than -v late_ms= is none.

# TIME "seconds.nanoseconds" in microseconds since the first one, so that a double is exact enough.
function microseconds(time,    parts) {
	split(time, parts, ".")
	if (base == "")
		base = parts[1]
	return (parts[1] - base) * 1000000 + substr(parts[2], 1, 6)
}

value("event") == "segment" {
	from = value("from")
	conn = value("conn")
	flags = value("flags") + 0
	now = microseconds(value("time"))
	if (last != "" && now - last >= late_ms * 1000) {
		silences = silences (silences == "" ? "" : " ") sprintf("%.0f", now - last)
		# A timer of 40 ms that fired: nothing had come that could carry the ACK.
		if (value("len") == 0 && !(flags % 8))
			delayed++
	}
	last = now
	fin = has_flag(flags, 1)
	if (fin && !((conn, from) in fin_time))
		fin_time[conn, from] = now
	if ((fin || value("len") > 0) && from == "server" && close_us == "" && ((conn, "client") in fin_time))
		close_us = now - fin_time[conn, "client"]
	if (fin || has_flag(flags, 2) || value("len") + 0 > 0) {
		key = conn SUBSEP from SUBSEP value("rel_seq") SUBSEP value("len")
		key = key SUBSEP fin SUBSEP has_flag(flags, 2)
		if (!(key in first))
			first[key] = now
		else if (again_us == "" || now - first[key] > again_us)
			again_us = now - first[key]
	}
}

END {
	printf "%s:%s:%d:%s\n", close_us == "" ? "" : sprintf("%.0f", close_us),
	       again_us == "" ? "" : sprintf("%.0f", again_us), delayed, silences
}
