/* SPDX-License-Identifier: MIT */
#include "figure.h"

#include "display_width.h"
#include "duration.h"
#include "escape.h"
#include "tcp_options.h"
#include "window.h"

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

static void numbered(struct text *text, const char *name, uint64_t number)
{
	text_string(text, name);
	text_decimal(text, number);
}

/* The window is what the segment is about: it is 0, was 0, changed; or the segment fills the other
 * side's. */
static void window_number(struct text *text, const struct segment_event *event)
{
	static const label_set about = (label_set)1 << LABEL_ZERO_WINDOW |
				       (label_set)1 << LABEL_ZERO_WINDOW_PROBE_ACK |
				       (label_set)1 << LABEL_WINDOW_UPDATE;
	const struct flow_side *other = flow_side_const(event->flow, side_other(event->step->from));
	label_set labels = event->step->labels;
	bool opens = event->claims && claim_find(event->claims, CLAIM_WINDOW_OPENS);
	unsigned scale;
	if ((labels & about) || opens) {
		window_shift(event->flow, event->step->from, event->segment, &scale);
		numbered(text, " win=", (uint64_t)event->segment->window << scale);
	}
	if ((labels & label_bit(LABEL_WINDOW_FULL)) && (other->flags & SIDE_SCALE_KNOWN))
		numbered(text, " peer-win=", window_last(other));
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
	numbered(text, "seq=", event->step->relative_seq);
	if (segment->flags & TCP_FLAG_ACK)
		numbered(text, " ack=", event->step->relative_ack);
	if (segment->payload_length > 0)
		numbered(text, " len=", segment->payload_length);
	if (segment->flags & TCP_FLAG_URG)
		numbered(text, " urg=", segment->urgent);
	if (segment->ip_ecn == IP_ECN_CE)
		text_string(text, " CE");
	window_number(text, event);
	sack_numbers(text, event);
}

void text_segment(struct text *text, const struct segment_event *event)
{
	text_flags(text, event->segment->flags);
	text_char(text, ' ');
	text_numbers(text, event);
}

void text_offers(struct text *text, const struct segment *segment)
{
	struct tcp_options options;
	if (!(segment->flags & TCP_FLAG_SYN) || segment->options_length == 0)
		return;
	tcp_options_read(segment, &options);
	if (options.has_mss)
		numbered(text, " mss=", options.mss);
	if (options.has_window_scale)
		numbered(text, " ws=", options.window_scale);
	text_string(text, options.sack_permitted ? " sack" : "");
	text_string(text, options.has_timestamps ? " ts" : "");
	if (options.fast_open)
		text_string(text, options.fast_open_length > 0 ? " tfo=cookie" : " tfo=request");
}

void text_excerpt(struct text *text, struct text *scratch, const struct segment *segment,
		  size_t columns, const char *ellipsis)
{
	/* A character has four bytes at most, and of those without a width not many are shown. */
	size_t limit = columns * 4;
	size_t length = segment->payload_captured;
	bool more = segment->payload_length > length;
	size_t smallest = 2 + display_width(ellipsis, strlen(ellipsis)) + 1;
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

void text_labels(struct text *text, enum lang lang, label_set labels)
{
	const char *separator = "";
	for (int label = 0; label < LABEL_COUNT; label++) {
		if (!(labels & label_bit((enum label)label)))
			continue;
		text_string(text, separator);
		text_string(text, label_words(lang, (enum label)label));
		separator = lang == LANG_ZH ? "，" : ", ";
	}
}

const char *phase_title(enum lang lang, enum phase phase)
{
	static const char *const titles[][PHASE_COUNT] = {
	    [LANG_ZH] = {"", "建立连接", "传输数据", "断开连接"},
	    [LANG_EN] = {"", "opening", "data", "closing"},
	};
	return titles[lang][phase];
}

void text_milestone(struct text *text, enum lang lang, enum milestone milestone)
{
	enum phase phase = milestone < MILESTONE_DATA    ? PHASE_OPEN
			   : milestone == MILESTONE_DATA ? PHASE_DATA
							 : PHASE_CLOSE;
	text_string(text, phase_title(lang, phase));
	text_string(text, lang == LANG_ZH ? "：" : ": ");
	text_string(text, milestone_title(lang, milestone));
}

enum {
	SHORT_US = 1000, /* below, nothing is called a pause */
	IDLE_US = 10000, /* from here on, anything is */
};

/* The wait of a repetition begins with what it repeats: the gap US may begin with another one. */
static bool is_part_of_wait(const struct claim *claim, enum pause pause, uint64_t us)
{
	return pause == PAUSE_AGAIN && claim->unit == UNIT_US && claim->value > (int64_t)us + 1;
}

/* Why it came so late, as far as a claim says so. */
static enum pause pause_claimed(const struct claim_set *claims, uint64_t us)
{
	static const struct {
		enum claim_id id;
		enum pause pause;
	} rows[] = {
	    {CLAIM_ACK_DELAYED, PAUSE_DELAYED_ACK}, {CLAIM_AGAIN_TIMEOUT, PAUSE_TIMEOUT},
	    {CLAIM_AGAIN_DOUBLED, PAUSE_TIMEOUT},   {CLAIM_AGAIN_PROBE, PAUSE_LOSS_PROBE},
	    {CLAIM_KEEP_ALIVE, PAUSE_KEEP_ALIVE},   {CLAIM_WINDOW_PROBE, PAUSE_PROBE},
	    {CLAIM_AGAIN_TIMER, PAUSE_AGAIN},       {CLAIM_AGAIN, PAUSE_AGAIN},
	    {CLAIM_AGAIN_ACKED, PAUSE_AGAIN},       {CLAIM_SYN_AGAIN, PAUSE_AGAIN},
	    {CLAIM_SYN_ACK_AGAIN, PAUSE_AGAIN},     {CLAIM_SYN_ACK_HELD, PAUSE_AGAIN},
	    {CLAIM_FIN_AGAIN, PAUSE_AGAIN},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct claim *claim = claim_find(claims, rows[i].id);
		if (claim)
			return is_part_of_wait(claim, rows[i].pause, us) ? PAUSE_NONE
									 : rows[i].pause;
	}
	return PAUSE_NONE;
}

enum pause pause_before(const struct segment_event *event, uint64_t us)
{
	if (us < SHORT_US)
		return PAUSE_NONE;
	enum pause claimed = event->claims ? pause_claimed(event->claims, us) : PAUSE_NONE;
	if (claimed != PAUSE_NONE)
		return claimed;
	return us < IDLE_US ? PAUSE_NONE : PAUSE_IDLE;
}

bool is_never_left_out(label_set labels, enum pause pause)
{
	const label_set told =
	    label_bit(LABEL_RETRANSMISSION) | label_bit(LABEL_FAST_RETRANSMISSION) |
	    label_bit(LABEL_SPURIOUS_RETRANSMISSION) | label_bit(LABEL_ZERO_WINDOW);
	return (labels & told) || pause != PAUSE_NONE;
}

void text_pause(struct text *text, enum lang lang, enum pause pause, uint64_t us)
{
	text_duration(text, us);
	text_string(text, pause_words(lang, pause));
}

static void in_unit(struct text *text, uint64_t number, const char *unit)
{
	text_decimal(text, number);
	text_string(text, unit);
}

void text_time(struct text *text, uint64_t us, bool ascii)
{
	if (us < 1000 && ascii)
		in_unit(text, us, " us");
	else
		text_duration(text, us);
}

static uint64_t magnitude(int64_t number)
{
	return number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
}

void text_since_first(struct text *text, int64_t ns)
{
	enum { MILLION = 1000000 };
	uint64_t us = magnitude(ns) / 1000;
	char time[2 * DECIMAL_MAX], *at = time;
	if (ns < 0)
		*at++ = '-';
	char *point = put_decimal(at, us / MILLION);
	at = put_decimal(point, MILLION + us % MILLION); /* six digits behind a one */
	*point = '.';
	size_t length = (size_t)(at - time);
	text_bytes(text, time, length > SINCE_FIRST_MAX ? SINCE_FIRST_MAX : length);
}

/* From here on hundredths of a second would not fit in SINCE_PREVIOUS_MAX. */
static const uint64_t LONG_US = 10000000000;

void text_since_previous(struct text *text, int64_t previous_ns, int64_t ns, bool ascii)
{
	uint64_t exact = magnitude(ns - previous_ns);
	uint64_t us = magnitude(ns / 1000 - previous_ns / 1000);
	text_char(text, ns < previous_ns ? '-' : '+');
	if (exact > 0 && exact < 1000)
		in_unit(text, exact, " ns");
	else if (us >= LONG_US)
		in_unit(text, us / 1000000, " s");
	else
		text_time(text, us, ascii);
}

enum doing state_doing(struct end_state state)
{
	static const enum doing doings[TCP_STATE_COUNT + 1] = {
	    [END_STATE_NONE] = DOING_UNKNOWN,   [TCP_CLOSED] = DOING_NOTHING,
	    [TCP_LISTEN] = DOING_NOTHING,       [TCP_SYN_SENT] = DOING_OPENING,
	    [TCP_SYN_RECEIVED] = DOING_OPENING, [TCP_ESTABLISHED] = DOING_DATA,
	    [TCP_FIN_WAIT_1] = DOING_CLOSING,   [TCP_FIN_WAIT_2] = DOING_CLOSING,
	    [TCP_CLOSE_WAIT] = DOING_CLOSING,   [TCP_CLOSING] = DOING_CLOSING,
	    [TCP_LAST_ACK] = DOING_CLOSING,     [TCP_TIME_WAIT] = DOING_WAITING,
	};
	return doings[state.state];
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

const char *meaning_name(enum meaning meaning)
{
	static const char *const names[MEANING_COUNT] = {
	    [MEANING_ACK] = "ack",     [MEANING_OPEN] = "open",   [MEANING_DATA] = "data",
	    [MEANING_CLOSE] = "close", [MEANING_RESET] = "reset",
	};
	return names[meaning];
}
