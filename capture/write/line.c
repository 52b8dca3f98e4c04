/* SPDX-License-Identifier: MIT */
/* -f line: the documented line, byte by byte as the reference listing has it, and with --phases the
 * comment lines between. */
#include "course.h"
#include "escape.h"
#include "fitted_lines.h"
#include "formats.h"
#include "news.h"
#include "sentence.h"
#include "timestamp.h"
#include "verdicts.h"

struct line {
	int64_t previous_ns; /* of the segment shown before */
	bool began;
	uint32_t last; /* number of the connection whose line stands last; 0: another line does */
	struct news news;
	struct verdicts verdicts;
	bool legend; /* it was said what ? means */
};

static const struct words {
	struct piece segment, seq, ack;
} words[] = {
    [LANG_ZH] = {PIECE("tcp报文 | "), PIECE(" | 序列号: "), PIECE(", 确认应答号: ")},
    [LANG_EN] = {PIECE("tcp segment | "), PIECE(" | seq: "), PIECE(", ack: ")},
};

/* By bits: SYN 1, ACK 2, FIN 4. */
static const struct piece flag_words[] = {
    PIECE(" | SYN: false, ACK: false, FIN: false"), PIECE(" | SYN: true, ACK: false, FIN: false"),
    PIECE(" | SYN: false, ACK: true, FIN: false"),  PIECE(" | SYN: true, ACK: true, FIN: false"),
    PIECE(" | SYN: false, ACK: false, FIN: true"),  PIECE(" | SYN: true, ACK: false, FIN: true"),
    PIECE(" | SYN: false, ACK: true, FIN: true"),   PIECE(" | SYN: true, ACK: true, FIN: true"),
};

/* Longer than all pieces of a line, two endpoints and two numbers together. */
enum { LINE_FIXED_MAX = 512 };

/* Colour repeats what the words say already. */
static const char *color_of(const struct segment *segment)
{
	if (segment->flags & TCP_FLAG_RST)
		return "\033[31m"; /* red */
	if (segment->flags & TCP_FLAG_SYN)
		return "\033[32m"; /* green */
	if (segment->flags & TCP_FLAG_FIN)
		return "\033[33m"; /* yellow */
	return segment->payload_length > 0 ? "\033[36m" /* cyan */ : NULL;
}

static void milestone_line(struct writer *writer, enum milestone milestone,
			   const struct segment_event *event)
{
	struct text *text = writer->options.text;
	if (milestone == MILESTONE_NONE || !writer->options.phases)
		return;
	if (writer->options.color)
		text_string(text, "\033[2m"); /* faint */
	text_string(text, milestone_comment(writer->options.listing_lang, milestone));
	if (!event->alone) {
		bool from_client = event->step->from == SIDE_CLIENT;
		text_string(text, " | ");
		text_endpoint(text, from_client ? &event->source : &event->destination);
		text_string(text, "-->");
		text_endpoint(text, from_client ? &event->destination : &event->source);
	}
	if (writer->options.color)
		text_string(text, "\033[0m");
	text_char(text, '\n');
}

/* As end_state_name() has it. */
static char *put_state(char *at, struct end_state state)
{
#define STATE_PIECES(state, name) [state] = {PIECE(name "?"), PIECE(name)},
	static const struct piece states[][2] = {[END_STATE_NONE] = {PIECE("–"), PIECE("–")},
						 TCP_STATES(STATE_PIECES)};
#undef STATE_PIECES
	return put_piece(at, &states[state.state][state.proven]);
}

static char *put_state_change(char *at, enum lang lang, const struct segment_event *event,
			      enum side side)
{
	struct end_state before = event->before[side], now = event->states[side];
	at = put_string(at, side_name(lang, side));
	*at++ = ' ';
	if (before.state != now.state && before.state != END_STATE_NONE) {
		at = put_state(at, before);
		at = put_literal(at, " -> ");
	}
	return put_state(at, now);
}

/* Longer than what is said of the states of both. */
enum { STATES_MAX = 256 };

/* Under the line: both states, the labels, a sentence. */
static void explanation(struct writer *writer, const struct segment_event *event)
{
	struct text *text = writer->options.text;
	enum lang lang = writer->options.lang;
	if (!text_reserve(text, STATES_MAX))
		return;
	char *at = put_literal(text_end(text), "    ");
	at = put_state_change(at, lang, event, SIDE_CLIENT);
	at = put_literal(at, " | ");
	at = put_state_change(at, lang, event, SIDE_SERVER);
	text->length = (size_t)(at - text->bytes);
	for (int label = 0; event->step->labels >> label; label++) {
		if (!(event->step->labels & label_bit((enum label)label)))
			continue;
		text_string(text, " | ");
		text_string(text, label_name((enum label)label));
	}
	text_string(text, "\n    ");
	text_sentence(text, writer->options.lang, event);
	text_char(text, '\n');
}

/* Before the first hedged state. */
static void legend(struct writer *writer, const struct segment_event *event)
{
	struct line *line = writer->state;
	if (line->legend ||
	    (event->states[SIDE_CLIENT].proven && event->states[SIDE_SERVER].proven))
		return;
	line->legend = true;
	text_string(writer->options.text,
		    writer->options.lang == LANG_ZH
			? "# ? 表示尚不确定，取决于哪些报文段已到达；这一端后来的报文段有时能证实\n"
			: "# ? = not certain: it depends on which segments have arrived; a later "
			  "one of that end may settle it\n");
}

/* Live, a hedged state may turn out otherwise. */
static void correction(struct writer *writer, const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	struct text *text = writer->options.text;
	if (!evidence || !evidence->live || evidence->ends.correction.frame == 0)
		return;
	const struct ends_correction *what = &evidence->ends.correction;
	bool zh = writer->options.lang == LANG_ZH;
	text_string(text, zh ? "# 更正：第" : "# correction: at frame ");
	text_decimal(text, what->frame);
	text_string(text, zh ? "帧时，" : ", the ");
	text_string(text, side_name(writer->options.lang, (enum side)what->end));
	text_string(text, zh ? "不是" : " was not ");
	text_string(text, tcp_state_name((enum tcp_state)what->was));
	text_string(text, zh ? "，而是" : " but ");
	text_string(text, tcp_state_name((enum tcp_state)what->state));
	text_char(text, '\n');
}

/* A line that began BEFORE, with its words from BEGIN on; without any it is none. */
static void end_news(struct text *text, size_t before, size_t begin)
{
	if (text->length > begin)
		text_char(text, '\n');
	else if (!text->failed)
		text->length = before;
}

static void fates(struct writer *writer, const struct fates_event *event)
{
	struct line *line = writer->state;
	struct text *text = writer->options.text;
	if (!writer->options.explain)
		return;
	verdicts_late(&line->verdicts, event->connection->flow->number);
	size_t before = text->length;
	text_string(text, "# ");
	size_t begin = text->length;
	text_last_news(text, writer->options.lang, &line->news, event);
	end_news(text, before, begin);
	if (text->length > before && line->last != event->connection->flow->number)
		line->last = 0;
	text_fit_lines(text, before, &writer->options, FIT_LINES);
}

/* Live: what becomes known of segments that were shown before. */
static void news(struct writer *writer, const struct segment_event *event)
{
	struct line *line = writer->state;
	struct text *text = writer->options.text;
	size_t before = text->length;
	text_string(text, "# ");
	size_t begin = text->length;
	text_news(text, writer->options.lang, &line->news, event);
	end_news(text, before, begin);
}

static void verdict(struct writer *writer, const struct flow *flow, const struct endpoint ends[2],
		    bool timeless)
{
	struct line *line = writer->state;
	struct text *text = writer->options.text;
	size_t before = text->length;
	if (line->last == flow->number)
		ends = NULL;
	text_verdict_title(text, writer->options.lang, ends, false);
	size_t begin = text->length;
	text_verdict(text, writer->options.lang, flow, timeless);
	if (text->failed)
		return;
	enum verdict_news news =
	    verdicts_take(&line->verdicts, flow->number, text->bytes + begin, text->length - begin);
	if (news != VERDICT_FIRST)
		text->length = before;
	if (news == VERDICT_TOLD)
		return;
	if (news == VERDICT_CHANGED) {
		text_verdict_title(text, writer->options.lang, ends, true);
		text_verdict(text, writer->options.lang, flow, timeless);
	}
	text_char(text, '\n');
	line->last = 0;
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	const struct line *line = writer->state;
	size_t mark = writer->options.text->length;
	if (writer->options.explain && verdicts_is_due(&line->verdicts, event->flow))
		verdict(writer, event->flow, event->ends, event->timeless);
	text_fit_lines(writer->options.text, mark, &writer->options, FIT_LINES);
}

/* Everything but the payload, at AT, where LINE_FIXED_MAX bytes are free. */
static char *put_fixed(char *at, const struct words *say, const struct segment_event *event)
{
	unsigned flags = event->segment->flags;
	at = put_piece(at, &say->segment);
	at = put_endpoint(at, &event->source);
	at = put_literal(at, "-->");
	at = put_endpoint(at, &event->destination);
	at = put_piece(
	    at, &flag_words[((flags & TCP_FLAG_SYN) != 0) | ((flags & TCP_FLAG_ACK) != 0) << 1 |
			    ((flags & TCP_FLAG_FIN) != 0) << 2]);
	if (flags & TCP_FLAG_RST)
		at = put_literal(at, ", RST: true");
	at = put_piece(at, &say->seq);
	at = put_decimal(at, event->seq);
	at = put_piece(at, &say->ack);
	at = put_decimal(at, event->ack);
	return put_literal(at, " | payload: ");
}

static void documented_line(struct writer *writer, const struct segment_event *event)
{
	struct text *text = writer->options.text;
	const char *color = writer->options.color ? color_of(event->segment) : NULL;
	if (color)
		text_string(text, color);
	if (!text_reserve(text, LINE_FIXED_MAX))
		return;
	char *end =
	    put_fixed(text->bytes + text->length, &words[writer->options.listing_lang], event);
	text->length = (size_t)(end - text->bytes);
	text_payload(text, event->segment, &writer->options.payload);
	if (color)
		text_string(text, "\033[0m");
	text_char(text, '\n');
}

static void timestamp(struct writer *writer, const struct segment_event *event)
{
	struct line *line = writer->state;
	if (!line->began)
		line->previous_ns = event->time_ns;
	line->began = true;
	text_timestamp(writer->options.text, writer->options.times, event->time_ns,
		       line->previous_ns, event->flow->first_ns);
	line->previous_ns = event->time_ns;
}

static void segment(struct writer *writer, const struct segment_event *event)
{
	size_t mark = writer->options.text->length;
	milestone_line(writer, event->over_before, event);
	if (writer->options.explain)
		legend(writer, event);
	if (writer->options.times != TIMES_NONE)
		timestamp(writer, event);
	documented_line(writer, event);
	if (writer->options.explain) {
		explanation(writer, event);
		correction(writer, event);
		news(writer, event);
	}
	milestone_line(writer, event->over_now, event);
	((struct line *)writer->state)->last = event->flow->number;
	if (writer->options.explain && event_concludes(event))
		verdict(writer, event->flow, NULL, event->timeless);
	if (writer->options.fit)
		text_fit_lines(writer->options.text, mark, &writer->options, FIT_LINES);
}

const struct writer_format writer_line = {.name = "line",
					  .plain = true,
					  .heeds = HEEDS_COLOR | HEEDS_PHASES | HEEDS_EXPLAIN |
						   HEEDS_TIMES | HEEDS_RELATIVE | HEEDS_CANONICAL |
						   HEEDS_WRAP | HEEDS_PAYLOAD,
					  .state_size = sizeof(struct line),
					  .segment = segment,
					  .fates = fates,
					  .connection = connection};
