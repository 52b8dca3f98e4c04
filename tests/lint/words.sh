#!/bin/sh
# SPDX-License-Identifier: MIT
# words.sh: no identifier of C has a word for which words.tsv has the field's own: of each line the first
# field is where it holds (a path begins so), the second what the identifier must not match, in small letters
# (an extended regular expression), the third what to write.
. "$(dirname "$0")/lib.sh"
ctags --version 2>/dev/null | grep -q Universal || skip "universal-ctags is not installed"

found=$(ctags -f - --languages=C --langmap=C:.c.h --kinds-C=+lpxz --fields=n -R capture client common server tests/catalogue |
	awk -F '\t' '
	NR == FNR { where[NR] = $1; pattern[NR] = $2; write_instead[NR] = $3; rows = NR; next }
	/^!/ { next }
	{
		looked_at++
		for (i = 1; i <= rows; i++)
			if (index($2, where[i]) == 1 && tolower($1) ~ pattern[i]) {
				sub(/.*line:/, "", $NF)
				print $2 ":" $NF ": " $1 ": write " write_instead[i]
			}
	}
	END { if (looked_at < 1000) print "only " looked_at + 0 " identifiers looked at" }' tests/lint/words.tsv -)
[ -z "$found" ] || problem "$found"
verdict
