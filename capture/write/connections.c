/* SPDX-License-Identifier: MIT */
/* --connections: a table with one row for each connection, in the order in which they ended. */
#include <inttypes.h>
#include <stdio.h>

#include "explain.h"
#include "formats.h"

/* Column widths of what varies; longer endpoints (IPv6) push the rest of their row aside. */
static const char header[] =
    "  conn client                server                open         close          first  "
    "segments    client B    server B retrans  handshake    duration  labels\n";

/* "123 µs", "12.3 ms", "1.23 s", in 10 columns; "-" when it is not known. */
static void duration(struct text *text, bool known, uint64_t us)
{
	char shown[32];
	if (!known)
		snprintf(shown, sizeof shown, "-");
	else if (us < 1000)
		snprintf(shown, sizeof shown, "%" PRIu64 " us", us);
	else if (us < 1000000)
		snprintf(shown, sizeof shown, "%.1f ms", (double)us / 1e3);
	else
		snprintf(shown, sizeof shown, "%.2f s", (double)us / 1e6);
	text_format(text, " %10s", shown);
}

static void padded_endpoint(struct text *text, const struct endpoint *endpoint)
{
	size_t before = text->length;
	text_endpoint(text, endpoint);
	size_t width = text->length - before;
	text_format(text, "%*s", width < 22 ? (int)(22 - width) : 1, "");
}

static void begin(struct writer *writer)
{
	text_string(writer->options.text, header);
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct text *text = writer->options.text;
	const struct flow *flow = event->flow;
	text_format(text, "%6" PRIu32 " ", flow->number);
	padded_endpoint(text, &event->ends[SIDE_CLIENT]);
	padded_endpoint(text, &event->ends[SIDE_SERVER]);
	text_format(text, "%-12s %-14s %-6s %8" PRIu32 " %11" PRIu64 " %11" PRIu64 " %7" PRIu32,
		    open_name(flow_open(flow)), close_name(flow_close(flow)),
		    closer_name(flow_closed_first(flow)), flow->segments,
		    flow->side[SIDE_CLIENT].bytes, flow->side[SIDE_SERVER].bytes,
		    flow->retransmissions);
	duration(text, (flow->flags & FLOW_RTT_KNOWN) && !event->timeless, flow->syn_rtt_us);
	duration(text, !event->timeless, (uint64_t)(flow->last_ns - flow->first_ns) / 1000);
	const char *separator = "  ";
	for (int label = 0; label < LABEL_COUNT; label++) {
		if (!(flow->labels & label_bit((enum label)label)))
			continue;
		text_string(text, separator);
		text_string(text, label_name((enum label)label));
		separator = ",";
	}
	text_char(text, '\n');
}

const struct writer_format writer_connections = {
    .name = "connections", .begin = begin, .connection = connection};
