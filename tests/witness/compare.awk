# SPDX-License-Identifier: MIT
# Holds the states that the sniffer shows against the kernel's own.
#
#     awk -f compare.awk [-v moments=1] [ACCEPTED] WITNESS SEGMENTS
#
# WITNESS is what witness printed, SEGMENTS what `sniffer -r capture.pcap -p 0 -f json` did, and
# ACCEPTED has a line "SIDE KERNEL-STATE SNIFFER-STATE [REASON]" for each disagreement that is all
# right, where SIDE is client or server. The files are told apart by their lines, in any order.
#
# A passive observer takes a segment that was sent for one that has arrived, so the two are compared
# at quiet moments only: 5 ms after a segment of the connection and 5 ms before its next one, with
# nothing unacknowledged in either direction. What the kernel holds then is exact (main.c tells what
# the witness's lines mean). A side without a socket is CLOSED; while somebody listens at its end it
# may be called LISTEN as well.
#
# Prints each disagreement in words; accepted ones begin with "accepted:", and with moments=1 a line
# for each moment, "at +1.204 s the kernel says client FIN-WAIT-2, server CLOSE-WAIT". Then
# "N moments compared, M missed": quiet stretches that the witness had no look into, though they
# lasted 35 ms, are missed. Times count from the first segment of the capture.
#
# Exit status: 0 they agree (so also when no moment was compared), 1 they do not, 2 the files cannot
# be read.

BEGIN {
	apart = 0.005 # seconds between a moment and the segments around it
	long_enough = 0.035
	sides[1] = "client"
	sides[2] = "server"
	forever = 1e9
}

# The value behind "KEY": without quotes; empty when it is not there. A payload cannot be taken for
# a key: its quotes are escaped.
function value(key,    text) {
	if (!match($0, "\"" key "\":\"?[^,\"}]*"))
		return ""
	text = substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3)
	sub(/^"/, "", text)
	return text
}

# "1702890233.123456789" as seconds since some second near it, so that a double is exact enough.
function seconds(time,    parts) {
	split(time, parts, ".")
	if (base == "")
		base = parts[1]
	return (parts[1] - base) + ("0." parts[2])
}

function endpoint(address, port) {
	return (address ~ /:/ ? "[" address "]" : address) ":" port
}

function has_flag(flags, bit) {
	return int(flags / bit) % 2
}

# ---- the witness's lines: the kernel's state of each socket over time

# Ends the last known stretch of SOCKET, and begins one in which it is in STATE.
function change(socket, now, state,    n) {
	if (!(socket in stretches)) {
		known_from[socket, 1] = witnessed_from
		known_state[socket, 1] = ""
		stretches[socket] = 1
	}
	n = stretches[socket]
	known_to[socket, n] = confirmed
	known_from[socket, n + 1] = now
	known_state[socket, n + 1] = state == "CLOSED" ? "" : state
	stretches[socket] = n + 1
}

/^[0-9]+\.[0-9]+ [^ ]+ [^ ]+ [A-Z0-9-]+$/ {
	now = seconds($1)
	if (witnessed_from == "")
		witnessed_from = confirmed = now
	if ($4 == "UNCHANGED")
		confirmed = now
	else
		change($2 SUBSEP $3, now, $4)
	next
}

# ---- what is accepted

$1 ~ /^(client|server)$/ && NF >= 3 {
	reason = $0
	sub(/^[^ ]+ +[^ ]+ +[^ ]+ */, "", reason)
	accepted[$1, $2, $3] = reason == "" ? "so it was expected" : reason
	next
}

# ---- the capture: quiet stretches, and what the sniffer says of them

# The quiet stretch of connection CONN that ended at NOW, if it was one.
function end_stretch(conn, now) {
	if (quiet[conn] && now - last[conn] > 2 * apart) {
		windows++
		window_conn[windows] = conn
		window_from[windows] = last[conn] + apart
		window_to[windows] = now - apart
		window_states[windows, "client"] = shown[conn, "client"]
		window_states[windows, "server"] = shown[conn, "server"]
	}
}

# Sets who is who when CONN is new: its client sends first, unless it was seen from its middle on.
function begin(conn, from,    source, destination, pair) {
	source = endpoint(value("src"), value("sport"))
	destination = endpoint(value("dst"), value("dport"))
	ends[conn, "client"] = from == "client" ? source : destination
	ends[conn, "server"] = from == "client" ? destination : source
	pair = source < destination ? source SUBSEP destination : destination SUBSEP source
	# A new connection between the same ends: what became of the old one cannot be told.
	if (pair in conn_of)
		end_stretch(conn_of[pair], seconds(value("time")))
	if (pair in conn_of)
		quiet[conn_of[pair]] = 0
	conn_of[pair] = conn
	connections++
}

# Sequence numbers are 32 bits and may wrap: the later of two that are near each other.
function later(a, b,    ahead) {
	ahead = b - a
	if (ahead < 0)
		ahead += 4294967296
	return ahead < 2147483648 ? b : a
}

# SEQ[conn, side] becomes NUMBER, unless it is ahead already.
function advance(seq, conn, side, number) {
	seq[conn, side] = (conn, side) in seq ? later(seq[conn, side], number) : number
}

# What is still unacknowledged after this segment. A reset leaves nothing to wait for, and a
# connection to itself acknowledges its own.
function follow(conn, from, flags,    to, space) {
	to = from == "client" ? "server" : "client"
	if (ends[conn, "client"] == ends[conn, "server"])
		to = from
	space = value("len") + has_flag(flags, 1) + has_flag(flags, 2)
	if (space > 0)
		advance(sent, conn, from, (value("rel_seq") + space) % 4294967296)
	if (has_flag(flags, 16))
		advance(acked, conn, to, value("rel_ack") + 0)
	quiet[conn] = has_flag(flags, 4) || (all_acked(conn, "client") && all_acked(conn, "server"))
}

function all_acked(conn, side) {
	return !((conn, side) in sent) ||
	       ((conn, side) in acked && later(sent[conn, side], acked[conn, side]) == acked[conn, side])
}

/^\{.*"event":"segment"/ {
	conn = value("conn")
	now = seconds(value("time"))
	if (first == "")
		first = now
	if (!((conn, "client") in ends))
		begin(conn, value("from"))
	else
		end_stretch(conn, now)
	last[conn] = now
	follow(conn, value("from"), value("flags") + 0)
	shown[conn, "client"] = value("client_state")
	shown[conn, "server"] = value("server_state")
	next
}

/^\{/ || /^#/ || /^$/ {
	next
}

{
	printf "compare.awk: a line is neither the witness's nor the sniffer's: %s\n", $0 >"/dev/stderr"
	unreadable = 1
	exit
}

# ---- one against the other

# Whether somebody listens at END at the moment of witness lines' time NOW.
function listens(end, now,    any, socket, n) {
	any = end
	sub(/^.*:/, ":", any)
	for (socket in stretches) {
		if (socket != end SUBSEP "*" && socket != "0.0.0.0" any SUBSEP "*" &&
		    socket != "[::]" any SUBSEP "*")
			continue
		for (n = 1; n <= stretches[socket]; n++)
			if (known_state[socket, n] == "LISTEN" && known_from[socket, n] <= now &&
			    now <= known_to[socket, n])
				return 1
	}
	return 0
}

# What the kernel says, as a person reads it.
function in_words(state) {
	return state == "" ? "CLOSED" : state
}

function at(conn, now) {
	return sprintf("%sat +%.3f s", connections > 1 ? "connection " conn ": " : "", now - first)
}

function socket_of(conn, side) {
	return ends[conn, side] SUBSEP ends[conn, side == "client" ? "server" : "client"]
}

# Window W: the kernel said STATE of SIDE at NOW.
function judge(w, side, state, now,    ours, conn, key, words) {
	conn = window_conn[w]
	ours = window_states[w, side]
	said[side] = said[side] (said[side] == "" ? "" : ", then ") in_words(state)
	if (in_words(state) == ours)
		return
	if (state == "" && ours == "LISTEN" && listens(ends[conn, side], now))
		return
	# It lived and died between two looks, on a machine that let the witness wait.
	if (state == "" && never_seen[socket_of(conn, side)])
		return
	key = side SUBSEP in_words(state) SUBSEP ours
	words = at(conn, now) " the kernel says " side " " in_words(state) ", the sniffer " ours
	if (key in accepted) {
		print "accepted: " words ": " accepted[key]
		return
	}
	print words
	disagreements++
}

function smaller(a, b) {
	return a < b ? a : b
}

function larger(a, b) {
	return a > b ? a : b
}

# Window W, one side: every stretch of the kernel's knowledge that reaches into it. True when there
# was one. A connection to itself has one socket, which is both sides.
function look(w, side, other,    conn, socket, n, from, to, looked) {
	conn = window_conn[w]
	socket = ends[conn, side] SUBSEP ends[conn, other]
	if (!(socket in stretches)) {
		stretches[socket] = 1
		never_seen[socket] = 1
		known_from[socket, 1] = witnessed_from
		known_to[socket, 1] = confirmed
		known_state[socket, 1] = ""
	}
	for (n = 1; n <= stretches[socket]; n++) {
		from = larger(known_from[socket, n], window_from[w])
		to = smaller(known_to[socket, n], window_to[w])
		if (from > to)
			continue
		judge(w, side, known_state[socket, n], from)
		looked = from
		if (moment == "" || from < moment)
			moment = from
	}
	return looked != ""
}

function compare_window(w,    looked) {
	moment = said["client"] = said["server"] = ""
	looked = look(w, "client", "server")
	looked += look(w, "server", "client")
	if (looked) {
		compared++
		if (moments)
			printf "%s the kernel says client %s, server %s\n", at(window_conn[w], moment),
			       said["client"], said["server"]
	} else if (smaller(window_to[w], confirmed) - window_from[w] > long_enough &&
		   window_from[w] >= witnessed_from) {
		missed++
	}
}

END {
	if (!unreadable && witnessed_from == "") {
		print "compare.awk: the witness said nothing" >"/dev/stderr"
		unreadable = 1
	}
	if (unreadable)
		exit 2
	for (socket in stretches)
		known_to[socket, stretches[socket]] = confirmed
	for (pair in conn_of)
		end_stretch(conn_of[pair], forever)
	for (w = 1; w <= windows; w++)
		compare_window(w)
	printf "%d moments compared, %d missed\n", compared, missed
	exit disagreements > 0
}
