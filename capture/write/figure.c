/* SPDX-License-Identifier: MIT */
#include "figure.h"

#include "columns.h"
#include "duration.h"
#include "escape.h"
#include "tcp_options.h"
#include "window_scale.h"

/* A router was congested: RFC 3168 section 5. */
enum { IP_ECN_CE = 3 };

void text_flags(struct text *text, unsigned flags)
{
	static const struct {
		unsigned flag;
		const char *name;
	} names[] = {
	    {TCP_FLAG_SYN, "SYN"}, {TCP_FLAG_FIN, "FIN"}, {TCP_FLAG_RST, "RST"},
	    {TCP_FLAG_PSH, "PSH"}, {TCP_FLAG_URG, "URG"}, {TCP_FLAG_ECE, "ECE"},
	    {TCP_FLAG_CWR, "CWR"}, {TCP_FLAG_AE, "AE"},   {TCP_FLAG_ACK, "ACK"},
	};
	const char *separator = "";
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (!(flags & names[i].flag))
			continue;
		text_string(text, separator);
		text_string(text, names[i].name);
		separator = "+";
	}
	if (*separator == '\0')
		text_char(text, '-');
}

/* The window is what the segment is about. */
static void window_number(struct text *text, const struct segment_event *event)
{
	static const label_set about = (label_set)1 << LABEL_ZERO_WINDOW |
				       (label_set)1 << LABEL_ZERO_WINDOW_PROBE_ACK |
				       (label_set)1 << LABEL_WINDOW_UPDATE;
	unsigned scale;
	if (event->step->labels & about) {
		bool known = window_scale(event, &scale);
		text_string(text, " win=");
		text_decimal(text, (uint64_t)event->segment->window << (known ? scale : 0));
	}
}

/* Blocks of the other side's bytes, RFC 2018. */
static void sack_numbers(struct text *text, const struct segment_event *event)
{
	const struct flow_side *other = flow_side_const(event->flow, side_other(event->step->from));
	struct tcp_options options;
	if (event->segment->options_length == 0 || !(other->flags & SIDE_ISN_KNOWN))
		return;
	tcp_options_read(event->segment, &options);
	for (size_t i = 0; i < options.sack_count; i++) {
		text_string(text, i == 0 ? " sack=" : ",");
		text_decimal(text, options.sack[i].left - other->isn);
		text_char(text, '-');
		text_decimal(text, options.sack[i].right - other->isn);
	}
}

void text_numbers(struct text *text, const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	text_string(text, "seq=");
	text_decimal(text, event->step->relative_seq);
	if (segment->flags & TCP_FLAG_ACK) {
		text_string(text, " ack=");
		text_decimal(text, event->step->relative_ack);
	}
	if (segment->payload_length > 0) {
		text_string(text, " len=");
		text_decimal(text, segment->payload_length);
	}
	if (segment->flags & TCP_FLAG_URG) {
		text_string(text, " urg=");
		text_decimal(text, segment->urgent);
	}
	if (segment->ip_ecn == IP_ECN_CE)
		text_string(text, " CE");
	window_number(text, event);
	sack_numbers(text, event);
}

void text_excerpt(struct text *text, struct text *scratch, const struct segment *segment,
		  size_t columns, const char *ellipsis)
{
	/* A character has four bytes at most, and of those without a width not many are shown. */
	size_t limit = columns * 4;
	size_t length = segment->payload_captured;
	bool more = segment->payload_length > length;
	size_t smallest = 2 + columns_of(ellipsis, strlen(ellipsis)) + 1;
	if (segment->payload_length == 0 || columns < smallest)
		return;
	if (length > limit) {
		length = limit;
		more = true;
	}
	text_clear(scratch);
	text_escaped(scratch, segment->payload, length);
	text_char(text, '"');
	text_cut(text, scratch->bytes, scratch->length, columns - 2, more, ellipsis);
	text_char(text, '"');
	text->failed |= scratch->failed;
}

void text_labels(struct text *text, label_set labels)
{
	const char *separator = "";
	for (int label = 0; label < LABEL_COUNT; label++) {
		if (!(labels & label_bit((enum label)label)))
			continue;
		text_string(text, separator);
		text_string(text, label_name((enum label)label));
		separator = ", ";
	}
}

const char *phase_title(enum lang lang, enum phase phase)
{
	static const char *const titles[][PHASE_COUNT] = {
	    [LANG_ZH] = {"", "打开", "数据", "关闭"},
	    [LANG_EN] = {"", "open", "data", "close"},
	};
	return titles[lang][phase];
}

enum {
	SHORT_US = 1000,         /* below, nothing is called a pause */
	IDLE_US = 10000,         /* from here on, anything is */
	DELAYED_ACK_US = 20000,  /* Linux waits 40 ms at least, other systems less, */
	DELAYED_ACK_MAX = 500000 /* and nobody longer: RFC 9293 section 3.8.6.3 */
};

static bool is_bare_ack(const struct segment *segment)
{
	static const unsigned control = TCP_FLAG_SYN | TCP_FLAG_FIN | TCP_FLAG_RST;
	return segment->payload_length == 0 && (segment->flags & TCP_FLAG_ACK) &&
	       !(segment->flags & control);
}

enum pause pause_before(const struct segment_event *event, uint64_t us, enum side last_from)
{
	label_set labels = event->step->labels;
	if (us < SHORT_US)
		return PAUSE_NONE;
	/* A fast retransmission does not wait for a timer. */
	if (labels & (label_bit(LABEL_RETRANSMISSION) | label_bit(LABEL_SPURIOUS_RETRANSMISSION)))
		return PAUSE_NO_ACK;
	/* Linux probes a closed window with what looks like a keep-alive. */
	const struct flow_side *peer = flow_side_const(event->flow, side_other(event->step->from));
	bool closed = (peer->flags & SIDE_SPOKE) && peer->window == 0;
	if (labels & label_bit(LABEL_KEEP_ALIVE))
		return closed ? PAUSE_PROBE : PAUSE_KEEP_ALIVE;
	if (labels & label_bit(LABEL_ZERO_WINDOW_PROBE))
		return PAUSE_PROBE;
	if (us < IDLE_US)
		return PAUSE_NONE;
	bool delayed = us >= DELAYED_ACK_US && us <= DELAYED_ACK_MAX && labels == 0;
	/* The last ACK of a handshake is not delayed: what came late was on its way. */
	if (delayed && is_bare_ack(event->segment) && last_from != event->step->from &&
	    !event->step->established)
		return PAUSE_DELAYED_ACK;
	return PAUSE_IDLE;
}

void text_pause(struct text *text, enum lang lang, enum pause pause, uint64_t us)
{
	static const char *const reasons[][PAUSE_COUNT] = {
	    [LANG_ZH] =
		{
		    [PAUSE_NONE] = "",
		    [PAUSE_DELAYED_ACK] = "：延迟的ACK",
		    [PAUSE_NO_ACK] = "：没有等到确认，重传",
		    [PAUSE_KEEP_ALIVE] = "没有报文：保活探测",
		    [PAUSE_PROBE] = "：窗口仍然关闭，探测",
		    [PAUSE_IDLE] = "之后",
		},
	    [LANG_EN] =
		{
		    [PAUSE_NONE] = "",
		    [PAUSE_DELAYED_ACK] = ": a delayed ACK",
		    [PAUSE_NO_ACK] = ": no ACK came, sent again",
		    [PAUSE_KEEP_ALIVE] = " of silence: keep-alive",
		    [PAUSE_PROBE] = ": the window is closed, probe",
		    [PAUSE_IDLE] = " later",
		},
	};
	text_duration(text, us);
	text_string(text, reasons[lang][pause]);
}

enum meaning segment_meaning(const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_RST)
		return MEANING_RESET;
	if (segment->flags & TCP_FLAG_SYN)
		return MEANING_OPEN;
	if (segment->flags & TCP_FLAG_FIN)
		return MEANING_CLOSE;
	return segment->payload_length > 0 ? MEANING_DATA : MEANING_ACK;
}
