# SPDX-License-Identifier: MIT
# awk -f difference.awk GOLDEN LISTING: what differs, in words, on one line. Segments are compared by
# who sent them, their flags and their payload; the side of port 8079 is the server.

function name_of(line,    who, flags, payload, word) {
	if (line ~ /^[0-9]+ (client|server) /) { # of segments.awk
		split(line, word, " ")
		return word[2] " " word[3] (word[9] > 0 ? " " word[9] " bytes" : "")
	}
	who = line ~ /^[^|]*\| [^ ]*:8079-->/ ? "server" : "client"
	flags = line ~ /SYN: true/ ? "SYN" : ""
	flags = flags (line ~ /FIN: true/ ? (flags ? "+" : "") "FIN" : "")
	flags = flags (line ~ /RST: true/ ? (flags ? "+" : "") "RST" : "")
	flags = flags (line ~ /ACK: true/ ? (flags ? "+" : "") "ACK" : "")
	payload = line
	sub(/^.*\| payload: ?/, "", payload)
	if (length(payload) > 20)
		payload = substr(payload, 1, 20) "..."
	return who " " flags (payload == "" ? "" : " '" payload "'")
}

# The segments from FIRST to LAST of SIDE, in words.
function names(side, first, last,    i, text) {
	for (i = first; i <= last; i++)
		text = text (i > first ? ", " : "") segment[side, i]
	return text
}

# A bare ACK that comes right between one side's FIN and the other's.
function is_early_ack(side, at,    who) {
	split(segment[side, at], who, " ")
	return segment[side, at] == who[1] " ACK" && segment[side, at + 1] ~ ("^" who[1] " FIN") &&
	       segment[side, at - 1] ~ / FIN/
}

FNR == 1 { side++ }
/\| payload:/ || /^[0-9]+ (client|server) / {
	segment[side, ++count[side]] = name_of($0)
	full[side, count[side]] = $0
	next
}
{ other[side] = other[side] $0 "\n" }

END {
	golden = 1
	seen = 2
	while (head < count[golden] && head < count[seen] &&
	       segment[golden, head + 1] == segment[seen, head + 1])
		head++
	while (tail < count[golden] - head && tail < count[seen] - head &&
	       segment[golden, count[golden] - tail] == segment[seen, count[seen] - tail])
		tail++
	less = count[golden] - head - tail
	more = count[seen] - head - tail
	if (more == 1 && less == 0 && is_early_ack(seen, head + 1))
		print "a segment more: the ACK of the FIN came alone"
	else if (less == 1 && more == 0 && is_early_ack(golden, head + 1))
		print "a segment less: the ACK of the FIN did not come alone"
	else if (more && !less)
		print more " more: " names(seen, head + 1, head + more)
	else if (less && !more)
		print less " less: " names(golden, head + 1, head + less)
	else if (less && more)
		print "segment " head + 1 ": expected " names(golden, head + 1, head + less) \
		      "; came " names(seen, head + 1, head + more)
	else if (other[golden] != other[seen])
		print "the same segments, but the lines between them differ"
	else {
		for (i = 1; i <= count[seen] && full[golden, i] == full[seen, i]; i++)
			;
		print "the same segments, but segment " i " is written differently"
	}
}
