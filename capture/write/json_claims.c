/* SPDX-License-Identifier: MIT */
#include "json_claims.h"

#include "fate.h"
#include "json.h"

/* What stands in the header is no news: a claim that is seen, rests on its own frame and has no
 * figure, or its length. A RST's is what that means, and a connection has no header. */
static bool says_more(const struct claim *claim)
{
	if (claim->id >= CLAIM_REFUSED)
		return true;
	bool figure = claim->unit != UNIT_NONE && claim->id != CLAIM_DATA;
	return claim_grade(claim->id) != GRADE_SEEN || claim->frame_count > 1 || figure;
}

#define PIECE_OF(unit, name) [unit] = PIECE(name "\""),
static const struct piece units[] = {UNITS(PIECE_OF)};
#undef PIECE_OF
#define PIECE_OF(grade, name) [grade] = PIECE(name "\"" JSON_KEY("frames") "["),
static const struct piece grades[] = {GRADES(PIECE_OF)};
#undef PIECE_OF
#define PIECE_OF(id, name, grade) [id] = PIECE("{\"id\":\"" name "\"" JSON_STRING_KEY("grade")),
static const struct piece ids[] = {SEGMENT_CLAIMS(PIECE_OF) CONNECTION_CLAIMS(PIECE_OF)};
#undef PIECE_OF

static char *put_signed(char *at, int64_t value)
{
	if (value < 0)
		*at++ = '-';
	return put_decimal(at, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

static bool is_shown(unsigned unit, bool timeless)
{
	return unit != UNIT_NONE && !(unit == UNIT_US && timeless);
}

static char *put_claim(char *at, const struct claim *claim, bool timeless)
{
	at = put_piece(at, &ids[claim->id]);
	at = put_piece(at, &grades[claim_grade(claim->id)]);
	for (unsigned i = 0; i < claim->frame_count; i++) {
		if (i > 0)
			*at++ = ',';
		at = put_decimal(at, claim->frames[i]);
	}
	*at++ = ']';
	if (is_shown(claim->unit, timeless)) {
		at = put_literal(at, JSON_KEY("value"));
		at = put_signed(at, claim->value);
		at = put_literal(at, JSON_STRING_KEY("unit"));
		at = put_piece(at, &units[claim->unit]);
	}
	if (is_shown(claim->more_unit, timeless)) {
		at = put_literal(at, JSON_KEY("more"));
		at = put_signed(at, claim->more);
		at = put_literal(at, JSON_STRING_KEY("more_unit"));
		at = put_piece(at, &units[claim->more_unit]);
	}
	*at++ = '}';
	return at;
}

char *put_json_claims(char *at, const struct claim_set *claims, bool timeless)
{
	const char *begin = at;
	for (size_t i = 0; claims && i < claims->count; i++) {
		if (!says_more(&claims->claim[i]))
			continue;
		at = at == begin ? put_literal(at, JSON_KEY("claims") "[") : put_literal(at, ",");
		at = put_claim(at, &claims->claim[i], timeless);
	}
	if (at != begin)
		*at++ = ']';
	return at;
}

void text_json_claims(struct text *text, const struct claim_set *claims, bool timeless)
{
	if (text_reserve(text, JSON_CLAIMS_MAX))
		text->length =
		    (size_t)(put_json_claims(text_end(text), claims, timeless) - text->bytes);
}

static struct json line_begin(struct text *text, const char *event, const struct flow *flow)
{
	struct json json = json_event_begin(text, event);
	json_number_member(&json, "conn", flow->number);
	return json;
}

static void fate_line(struct text *text, const struct flow *flow, const struct fate_event *event)
{
	struct json json = line_begin(text, "fate", flow);
	json_number_member(&json, "frame", event->frame);
	json_string_member(&json, "fate", fate_name((enum fate)event->fate));
	json_string_member(&json, "grade", fate_grade_name((enum fate_grade)event->grade));
	json_number_member(&json, "by", event->by);
	json_event_end(&json);
}

static void fate_lines(struct text *text, const struct flow *flow, const struct fate_event *events,
		       size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (events[i].kind == FATE_EVENT_FATE)
			fate_line(text, flow, &events[i]);
}

static void correction_line(struct text *text, const struct segment_event *event)
{
	const struct ends_correction *correction = &event->evidence->ends.correction;
	struct json json = line_begin(text, "correction", event->flow);
	json_string_member(&json, "end", correction->end == SIDE_CLIENT ? "client" : "server");
	json_number_member(&json, "frame", correction->frame);
	json_string_member(&json, "was", tcp_state_name((enum tcp_state)correction->was));
	json_string_member(&json, "state", tcp_state_name((enum tcp_state)correction->state));
	json_number_member(&json, "by", event->segment->frame);
	json_event_end(&json);
}

void text_json_known_now(struct text *text, const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	if (!evidence || !evidence->live)
		return;
	fate_lines(text, event->flow, evidence->events, evidence->event_count);
	if (evidence->ends.correction.frame != 0)
		correction_line(text, event);
}

void text_json_fates(struct text *text, const struct fates_event *event)
{
	fate_lines(text, event->connection->flow, event->events, event->count);
}
