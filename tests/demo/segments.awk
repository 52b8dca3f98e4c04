# SPDX-License-Identifier: MIT
# With json.awk: `sniffer -f json` without times, windows, ports and initial numbers. With
# -v what=segments one line a segment, with -v what=totals one a connection.

# FLAGS in words, those of the opening and closing first.
function flags_of(flags,    text, i, count, names) {
	count = split("FIN SYN RST PSH ACK URG ECE CWR", names, " ")
	for (i = 1; i <= count; i++)
		if (has_flag(flags, 2 ^ (i - 1)) && names[i] != "PSH")
			text = text (text == "" ? "" : "+") names[i]
	return text
}

what == "segments" && value("event") == "segment" {
	print value("conn") " " value("from") " " flags_of(value("flags") + 0) " seq " \
	      value("rel_seq") " ack " value("rel_ack") " len " value("len")
}

what == "totals" && value("event") == "connection" {
	print value("conn") " open " value("open") ", close " value("close") ", first " \
	      value("closed_first") ", client " value("client_bytes") " bytes, server " \
	      value("server_bytes") " bytes"
}
