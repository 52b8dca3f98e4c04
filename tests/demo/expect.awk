# SPDX-License-Identifier: MIT
# With json.awk, from `sniffer -f json`: what is not as the scenario expects, in words on one line;
# nothing when all is. -v expect='OPEN CLOSE FIRST\n...' for the connections in order, -v labels='...'.

BEGIN {
	expected = split(expect, line, "\n")
	wanted = split(labels, label, " ")
}

value("event") == "segment" && match($0, /"labels":\[[^]]*\]/) {
	given = given substr($0, RSTART, RLENGTH)
}

value("event") == "connection" {
	came[++count] = value("open") " " value("close") " " value("closed_first")
}

END {
	if (expected && count + 0 != expected)
		text = "; expected " expected " connections, came " count + 0
	for (i = 1; i <= expected && i <= count; i++)
		if (came[i] != line[i])
			text = text "; connection " i ": expected " line[i] ", came " came[i]
	for (i = 1; i <= wanted; i++)
		if (!index(given, "\"" label[i] "\""))
			text = text "; no segment is labelled " label[i]
	if (text != "")
		print substr(text, 3)
}
