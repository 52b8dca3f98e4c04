# SPDX-License-Identifier: MIT
# What the pages share that are written in lines of text; each has roff(), TEXT as it stands in a page.

# A sentence from a phrase.
function sentence(text) {
	text = toupper(substr(text, 1, 1)) substr(text, 2)
	return text ~ /[.!?]$/ ? text : text "."
}

# LINE, which is no request, whatever it begins with.
function guarded(line) {
	return line ~ /^['.]/ ? "\\&" line : line
}

# TEXT in lines that are not too long, each sentence beginning a new one.
function print_filled(text,    count, words, i, line) {
	count = split(roff(text), words, " ")
	for (i = 1; i <= count; i++) {
		if (line != "" && (words[i - 1] ~ /[^.]\.$/ || length(line) + length(words[i]) > 77)) {
			print guarded(line)
			line = ""
		}
		line = line (line == "" ? "" : " ") words[i]
	}
	print guarded(line)
}
