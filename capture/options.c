/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "flow_table.h"
#include "options_check.h"
#include "protocol.h"
#include "source.h"
#include "writer.h"

#define ROW(member) .offset = offsetof(struct sniffer_options, member)

static const struct option_row capture_rows[] = {
    {'i', "interface", OPTION_STRING, "IF", ROW(interface), .help = "capture on IF (default lo)"},
    {'p', "port", OPTION_NUMBER, "PORT", ROW(port), 0, 65535,
     .help = "only this TCP port, of either side (default 8079, or with -r every\n"
	     "one; 0: every TCP port)"},
    {'r', "read", OPTION_STRING, "FILE", ROW(read_file),
     .help = "read packets from a pcap or pcapng FILE (- for standard input)"},
    {0, "compare", OPTION_FLAG, NULL, ROW(compare),
     .help = "say in words what differs between two captures: --compare A B [FILTER],\n"
	     "files (one may be -), or folders of run_demo.sh --keep"},
    {'w', "write", OPTION_STRING, "FILE", ROW(write_file),
     .help = "write the packets to the pcap FILE (- for standard output) instead of\n"
	     "showing them; with -f: show them, too"},
    {'c', "count", OPTION_NUMBER, "N", ROW(count), 1, UINT64_MAX - 1,
     .help = "end after N packets"},
    {'B', "buffer-size", OPTION_NUMBER, "KIB", ROW(buffer_kib), 64, 1 << 21,
     .help = "size of the kernel's capture buffer in KiB (default 16384)"},
    {'s', "snapshot-length", OPTION_NUMBER, "BYTES", ROW(snapshot), 0, SNAPSHOT_MAX,
     .help = "of each packet the kernel copies at most BYTES (0: 262144, all of it;\n"
	     "default: as much as is shown)"},
    {'D', "list-interfaces", OPTION_FLAG, NULL, ROW(list_interfaces),
     .help = "list the interfaces and exit"},
    {0, "max-connections", OPTION_NUMBER, "N", ROW(max_connections), 1, 100000000,
     .help = "remember N connections at most (default 1000000); of more, the one\n"
	     "that was idle longest is given up, and counted"},
    {0, "vlan", OPTION_FLAG, NULL, ROW(vlan),
     .help = "VLAN tags are part of a connection: the same addresses and ports in two\n"
	     "VLANs are two connections (otherwise tags are ignored, as in Wireshark)"},
};

static const struct option_row output_rows[] = {
    {'f', "format", OPTION_CHOICE, NULL, ROW(format), .choices = writer_format_words,
     .help = "line: one line a segment (default); json: one object a line;\n"
	     "ladder: drawn between two lifelines; mermaid, svg: such a picture as a\n"
	     "file, when the capture is over; html: a page for the browser, to step\n"
	     "through; none: no segments"},
    {'t', NULL, OPTION_COUNT, NULL, ROW(times),
     .help = "the time before each line, as tcpdump: -t none (default), -tt seconds\n"
	     "since 1970, -ttt since the line before, -tttt date and time, -ttttt\n"
	     "since the connection's first segment"},
    {'n', NULL, OPTION_COUNT, NULL, ROW(numeric),
     .help = "accepted, as tcpdump's: addresses and ports are always numbers"},
    {0, "phases", OPTION_FLAG, NULL, ROW(phases),
     .help = "say after each phase of a connection what it was"},
    {0, "explain", OPTION_FLAG, NULL, ROW(explain),
     .help = "under each line what the segment says and both ends' states; at the\n"
	     "end of a connection how it was opened and closed, and why"},
    {0, "ascii", OPTION_FLAG, NULL, ROW(ascii),
     .help = "draw with ASCII characters (a ladder; also where the locale is not UTF-8)"},
    {0, "time-scale", OPTION_FLAG, NULL, ROW(time_scale),
     .help = "in an SVG picture, distances are times"},
    {0, "title", OPTION_STRING, "TEXT", ROW(title),
     .help = "the title of an SVG picture or a page; further lines of it stand below,\n"
	     "and where and when it was captured"},
    {0, "payload", OPTION_STRING, "BYTES|all|none", ROW(payload),
     .help = "of each segment's payload the first BYTES (default 256), with -f line\n"
	     "and json; what is left out is told"},
    {0, "relative", OPTION_FLAG, NULL, ROW(relative),
     .help = "sequence numbers from 0 for each side of a connection"},
    {0, "canonical", OPTION_FLAG, NULL, ROW(canonical),
     .help = "the same numbers in every run, no time: output that can be compared"},
    {0, "connections", OPTION_FLAG, NULL, ROW(connections),
     .help = "at the end, a table: how each connection was opened and closed"},
    {0, "sort", OPTION_STRING, "KEY", ROW(sort),
     .help = "the rows of --connections by KEY (-KEY: the largest first): conn,\n"
	     "client, server, client_port, server_port, open, close, closed_first,\n"
	     "reset_by, segments, client_bytes, server_bytes, retransmissions,\n"
	     "syn_rtt, duration, label, zeek_state or completeness"},
    {0, "only", OPTION_STRING, "CONDITIONS", ROW(only),
     .help = "only connections that meet them, with every format and -w: KEY (as of\n"
	     "--sort) = != < > <= >= VALUE, and, or: close=reset and duration>1.5s or\n"
	     "label=zero-window (a segment has it); a comma: one of these; times in\n"
	     "us, ms or s. Needs -r FILE, which is read twice, or -f none"},
    {0, "conn", OPTION_STRING, "N[,M..]", ROW(conn),
     .help = "only the connections of these numbers, of ranges of them (3-7), too"},
    {0, "wrap", OPTION_FLAG, NULL, ROW(wrap),
     .help = "do not fit lines and tables to the width of the terminal"},
    {0, "http", OPTION_STRING, "ADDRESS:PORT", ROW(http), .without = "",
     .help = "show it in browsers, too, as it happens: http://127.0.0.1:8080/ or\n"
	     "where else is named (another address than 127.0.0.1 lets others\n"
	     "look on); with -r: until Ctrl-C. Its own port is left out of the\n"
	     "capture, unless -p or the filter names it"},
    {0, "http-pace", OPTION_NUMBER, "MS", ROW(http_pace_ms), 1, 60000,
     .help = "browsers get each segment so long after the last one"},
    {'U', "packet-buffered", OPTION_FLAG, NULL, ROW(unbuffered),
     .help = "write out after each packet, also with -w"},
    {'v', "verbose", OPTION_FLAG, NULL, ROW(verbose),
     .help = "say on stderr what is captured from, and what could not be decoded"},
    {'q', "quiet", OPTION_FLAG, NULL, ROW(quiet),
     .help = "no start line and no statistics on stderr, only errors"},
};

static const struct option_rule rules[] = {
    {"list-interfaces", OPTION_EXCLUDES,
     "interface port read write count buffer-size snapshot-length max-connections format t phases "
     "explain ascii "
     "time-scale title payload relative canonical connections sort only conn wrap http http-pace "
     "packet-buffered verbose quiet "
     "color=always",
     "lists the interfaces, and nothing else"},
    {"interface read write list-interfaces buffer-size snapshot-length t phases explain "
     "time-scale title payload relative canonical connections sort only conn http-pace "
     "packet-buffered verbose color=always",
     OPTION_EXCLUDES, "compare",
     "cannot be combined with --compare, which reads two captures and says what differs"},
    {"compare", OPTION_EXCLUDES, "format=mermaid",
     "says what differs as text (-f line), beside two ladders (-f ladder, svg, html, or --http), "
     "as "
     "JSON (-f json), or by its exit status (-f none)"},
    {"sort", OPTION_NEEDS, "connections", "sorts the table of --connections"},
    {"http-pace", OPTION_NEEDS, "http", "goes with --http"},
    {"interface", OPTION_EXCLUDES, "read", "and -r exclude each other"},
    {"snapshot-length", OPTION_EXCLUDES, "read",
     "is that of a live capture: it has no effect on -r"},
    {"buffer-size", OPTION_EXCLUDES, "read",
     "is the buffer of a live capture: it has no effect on -r"},
    {"relative", OPTION_EXCLUDES, "canonical", "and --canonical exclude each other"},
    {"time-scale", OPTION_EXCLUDES, "canonical",
     "and --canonical exclude each other: --canonical omits times"},
    {"quiet", OPTION_EXCLUDES, "verbose", "and -v exclude each other"},
    {0},
};

static const char summary[] =
    "Shows TCP segments as they happen, one line each, from an interface or a capture file.\n"
    "Without options: port 8079 on lo, where 'server' listens and 'client' connects.\n"
    "Filter words (see pcap-filter(7)) replace the port. Ctrl-C ends it.";

static const char examples[] =
    "Examples:\n"
    "  sniffer                            the demo's port on lo\n"
    "  sniffer -i eth0 -p 443 --relative  HTTPS segments, numbers from 0\n"
    "  sniffer -i any tcp and host 10.0.0.1\n"
    "  sniffer --http                     watch it in a browser: http://127.0.0.1:8080/\n"
    "  sniffer -r file.pcap -f none --connections\n"
    "                                     how every connection in a file opened and closed\n"
    "  sniffer --compare a.pcap b.pcap    what differs between two captures\n"
    "Capturing needs a right: root's, or, given once to the program's file by setcap, CAP_NET_RAW\n"
    "(without it an error tells the command). Reading a file needs none, nor does the demo:\n"
    "./run_demo.sh, or 'handshake demo' where it is installed.\n"
    "Exit status: 0 done, 1 failed, 2 wrong usage; with --compare, as diff's: 0 the same in all "
    "but\n"
    "times, 1 different, 2 failed or wrong usage.\n";

static bool join_words(struct sniffer_options *values, char **words, int count, struct err *err)
{
	struct text text;
	text_init(&text);
	for (int i = 0; i < count; i++) {
		if (i > 0)
			text_char(&text, ' ');
		text_string(&text, words[i]);
	}
	if (count > 0)
		values->filter = strdup(text_c_string(&text));
	values->words = (const char *const *)words;
	values->word_count = (size_t)count;
	bool joined = !text.failed && (count == 0 || values->filter);
	text_release(&text);
	return joined || err_set(err, "out of memory for the filter");
}

static bool read_words(struct sniffer_options *values, struct err *err)
{
	if (values->payload && !payload_limit_read(&values->limit, values->payload, err))
		return false;
	if (values->sort && !connection_order_read(&values->order, values->sort, err))
		return false;
	if (!values->only && !values->conn)
		return true;
	values->selection = selection_new(values->only, values->conn, err);
	return values->selection;
}

/* The first two words behind the options. */
static bool take_compared(struct sniffer_options *values, int argc, char **argv, int *first,
			  struct err *err)
{
	const char **compared = values->compared;
	if (!values->compare)
		return true;
	if (argc - *first < 2)
		return err_set(err, "--compare needs two captures: --compare A B");
	for (int which = 0; which < 2; which++)
		compared[which] = argv[(*first)++];
	return strcmp(compared[0], "-") != 0 || strcmp(compared[1], "-") != 0 ||
	       err_set(err, "--compare - -: standard input can be read but once");
}

/* A file is anybody's: all of it. Live, the demo's port on lo. */
static void set_defaults(struct sniffer_options *values)
{
	if (!values->interface)
		values->interface = "lo";
	if (values->port == PORT_NOT_GIVEN)
		values->port = values->read_file || values->compare ? 0 : PROTOCOL_PORT;
}

enum start sniffer_options_read(struct sniffer_options *values, struct common_options *common,
				const char *versions, int argc, char **argv)
{
	*values = (struct sniffer_options){
	    .port = PORT_NOT_GIVEN,
	    .max_connections = FLOW_TABLE_DEFAULT_MAX,
	    .snapshot = SNAPSHOT_AS_SHOWN,
	    .format = -1,
	};
	*common = (struct common_options){0};
	const struct option_group groups[] = {
	    {"Capture", capture_rows, sizeof capture_rows / sizeof capture_rows[0], values},
	    {"Output", output_rows, sizeof output_rows / sizeof output_rows[0], values},
	    common_option_group(common),
	};
	const struct program program = {
	    .name = "sniffer",
	    .operands = "[BPF filter words ...]",
	    .summary = summary,
	    .groups = groups,
	    .group_count = sizeof groups / sizeof groups[0],
	    .rules = rules,
	    .examples = examples,
	    .keys = text_connection_keys,
	};
	int first;
	enum start start = common_start(&program, common, versions, argc, argv, &first);
	if (start != START_RUN)
		return start;
	struct err err;
	if (!take_compared(values, argc, argv, &first, &err))
		return common_refuse("sniffer", &err);
	if (!sniffer_options_check(values, common->color, argc - first, &err))
		return common_refuse("sniffer", &err);
	if (!read_words(values, &err) || !join_words(values, argv + first, argc - first, &err))
		return common_fail("sniffer", &err);
	set_defaults(values);
	return START_RUN;
}

void sniffer_options_release(struct sniffer_options *values)
{
	free((char *)values->filter);
	values->filter = NULL;
	selection_free(values->selection);
	values->selection = NULL;
}
