# SPDX-License-Identifier: MIT
# From `sniffer -f json` to "CLOSE:AGAIN" in microseconds (see measure in verdict.sh). A payload cannot
# be taken for a key: its quotes are escaped.

# The value behind "KEY":, without quotes; empty when it is not there.
function value(key,    text) {
	if (!match($0, "\"" key "\":\"?[^,\"}]*"))
		return ""
	text = substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3)
	sub(/^"/, "", text)
	return text
}

# TIME "seconds.nanoseconds" in microseconds since the first one, so that a double is exact enough.
function microseconds(time,    parts) {
	split(time, parts, ".")
	if (base == "")
		base = parts[1]
	return (parts[1] - base) * 1000000 + substr(parts[2], 1, 6)
}

function has_flag(flags, bit) {
	return int(flags / bit) % 2
}

value("event") == "segment" {
	from = value("from")
	conn = value("conn")
	flags = value("flags") + 0
	now = microseconds(value("time"))
	fin = has_flag(flags, 1)
	if (fin && !((conn, from) in fin_time))
		fin_time[conn, from] = now
	if (fin && from == "server" && close_us == "" && ((conn, "client") in fin_time))
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
	printf "%s:%s\n", close_us == "" ? "" : sprintf("%.0f", close_us),
	       again_us == "" ? "" : sprintf("%.0f", again_us)
}
