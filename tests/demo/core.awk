# SPDX-License-Identifier: MIT
# From a listing, or the lines of segments.awk: what the programs did, without what the kernel adds when
# it is a little late. Of each segment with data, SYN, FIN or RST: sides, these flags, number and data,
# once however often it was sent; not what it acknowledges. -v all=1: every segment as it stands.

function is_true(name) {
	return $0 ~ (name ": true")
}

/^[0-9]+ (client|server) / {
	if (all) {
		print
		next
	}
	flags = ($3 ~ /SYN/ ? "S" : "") ($3 ~ /FIN/ ? "F" : "") ($3 ~ /RST/ ? "R" : "")
	if ((flags != "" || $9 > 0) && !(($1, $2, flags, $5, $9) in met)) {
		met[$1, $2, flags, $5, $9]
		print $1, $2, flags, $5, $9
	}
	next
}

/\| payload:/ {
	if (all) {
		print
		next
	}
	flags = (is_true("SYN") ? "S" : "") (is_true("FIN") ? "F" : "") (is_true("RST") ? "R" : "")
	data = $0
	sub(/^.*\| payload: ?/, "", data)
	number = $0
	sub(/,[^,]*\| payload:.*/, "", number)
	sub(/.*: /, "", number)
	line = $3 " " flags " " number " " data
	if ((flags != "" || data != "") && !(line in met)) {
		met[line]
		print line
	}
	next
}

# Of totals how the connection closed, which is a matter of ACKs.
/^[0-9]+ open / {
	if (!all)
		sub(/close [^,]*, /, "")
	print
}
