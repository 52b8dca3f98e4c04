# SPDX-License-Identifier: MIT
# floors.awk TABLE FILE...: prints what breaks the table of floors, which has a line
# "FOLDER MAY-INCLUDE FOREIGN" for each.
# The files are sources and headers, and behind them each floor's CMakeLists.txt.
function folder_of(path) {
	return path ~ /\// ? substr(path, 1, match(path, /\/[^\/]*$/) - 1) : "."
}

function name_of(path) {
	sub(/.*\//, "", path)
	return path
}

function library_of(name) {
	if (name ~ /^pcap(\.h$|\/)/)
		return "pcap"
	if (name ~ /^(event\.h|evutil\.h)$|^event2\//)
		return "event2"
	return name ~ /^(seccomp|cap-ng|linux\/capability)\.h$/ ? "sandbox" : ""
}

BEGIN {
	owner["version.h"] = "common"
	public["common/version.h"] = 1
	for (i = 2; i < ARGC; i++) {
		name = name_of(ARGV[i])
		if (name !~ /\.h$/ || ARGV[i] ~ /^tests\//)
			continue
		if (name in owner)
			print name ": more than one header of this name: " owner[name] ", " folder_of(ARGV[i])
		owner[name] = folder_of(ARGV[i])
	}
}

FILENAME == ARGV[1] {
	if (NF == 3) {
		allowed[$1] = "," $1 "," $2 ","
		foreign[$1] = $3
	}
	next
}

FNR == 1 {
	folder = folder_of(FILENAME)
	listed = 0
	if (FILENAME ~ /\.[ch]$/ && FILENAME !~ /^tests\//) {
		if (!(folder in allowed))
			print folder ": not in the table of floors"
		checked++
	}
}

# HEADERS of a floor's CMakeLists.txt, up to the next keyword, are its public ones.
FILENAME ~ /CMakeLists\.txt$/ {
	for (i = 1; i <= NF; i++) {
		word = $i
		gsub(/[()]/, "", word)
		if (word ~ /^[A-Z_]+$/)
			listed = word == "HEADERS"
		else if (listed)
			public[folder "/" word] = 1
	}
	next
}

FILENAME ~ /^tests\// {
	next
}

/Private to/ {
	says_private[FILENAME] = 1
}

/^#[ \t]*include[ \t]*"/ {
	split($0, quoted, "\"")
	includes[++count] = FILENAME "\t" quoted[2]
}

/^#[ \t]*include[ \t]*</ {
	split($0, angled, /[<>]/)
	library = library_of(angled[2])
	if (library != "" && library != foreign[folder])
		print FILENAME ": <" angled[2] "> is not for this folder"
}

END {
	for (i = 1; i <= count; i++) {
		split(includes[i], pair, "\t")
		from = folder_of(pair[1])
		to = pair[2] in owner ? owner[pair[2]] : "nobody"
		if (pair[2] ~ /\//)
			print pair[1] ": \"" pair[2] "\" is not a bare name"
		else if (index(allowed[from], "," to ",") == 0)
			print pair[1] ": \"" pair[2] "\" of " to " is not below " from
		else if (to != from && !((to "/" pair[2]) in public))
			print pair[1] ": \"" pair[2] "\" is private to " to
	}
	# A header that is not public says so, so that nobody relies on it. Above capture is no floor.
	for (name in owner) {
		path = owner[name] "/" name
		if (owner[name] != "capture" && !(path in public) && !(path in says_private))
			print path ": neither public in its CMakeLists.txt nor 'Private to' it"
	}
	if (checked <= 50)
		print "only " checked + 0 " files looked at"
}
