# SPDX-License-Identifier: MIT
# Reading `sniffer -f json`, for the other awk programs. A payload cannot be taken for a key: its
# quotes are escaped.

# The value behind "KEY":, without quotes; empty when it is not there.
function value(key,    text) {
	if (!match($0, "\"" key "\":\"?[^,\"}]*"))
		return ""
	text = substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3)
	sub(/^"/, "", text)
	return text
}

function has_flag(flags, bit) {
	return int(flags / bit) % 2
}
