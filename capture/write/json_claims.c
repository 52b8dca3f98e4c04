/* SPDX-License-Identifier: MIT */
#include "json_claims.h"

#include "fate.h"
#include "json.h"

/* What stands in the header is no news: a claim that is seen, rests on its own frame and has no
 * figure, or its length. */
static bool says_more(const struct claim *claim)
{
	bool figure = claim->unit != UNIT_NONE && claim->id != CLAIM_DATA;
	return claim_grade(claim->id) != GRADE_SEEN || claim->frame_count > 1 || figure;
}

static void signed_number(struct json *json, int64_t number)
{
	if (number < 0) {
		json_real(json, (double)number, 0);
		return;
	}
	json_number(json, (uint64_t)number);
}

static void figure(struct json *json, const char *name, const char *unit_key, int64_t value,
		   enum unit unit, bool timeless)
{
	if (unit == UNIT_NONE || (unit == UNIT_US && timeless))
		return;
	json_key(json, name);
	signed_number(json, value);
	json_string_member(json, unit_key, unit_name(unit));
}

static void claim_object(struct json *json, const struct claim *claim, bool timeless)
{
	json_open(json, '{');
	json_string_member(json, "id", claim_name(claim->id));
	json_string_member(json, "grade", grade_name(claim_grade(claim->id)));
	json_key(json, "frames");
	json_open(json, '[');
	for (unsigned i = 0; i < claim->frame_count; i++)
		json_number(json, claim->frames[i]);
	json_close(json, ']');
	figure(json, "value", "unit", claim->value, (enum unit)claim->unit, timeless);
	figure(json, "more", "more_unit", claim->more, (enum unit)claim->more_unit, timeless);
	json_close(json, '}');
}

void text_json_claims(struct text *text, const struct claim_set *claims, bool timeless)
{
	struct json json = {.text = text, .comma = true};
	bool any = false;
	for (size_t i = 0; claims && i < claims->count; i++) {
		if (!says_more(&claims->claim[i]))
			continue;
		if (!any) {
			json_key(&json, "claims");
			json_open(&json, '[');
		}
		any = true;
		claim_object(&json, &claims->claim[i], timeless);
	}
	if (any)
		json_close(&json, ']');
}

static struct json line_begin(struct text *text, const char *event, const struct flow *flow)
{
	struct json json = {.text = text};
	json_open(&json, '{');
	json_number_member(&json, "v", 1);
	json_string_member(&json, "event", event);
	json_number_member(&json, "conn", flow->number);
	return json;
}

static void line_end(struct json *json)
{
	json_close(json, '}');
	text_char(json->text, '\n');
}

static void fate_line(struct text *text, const struct flow *flow, const struct fate_event *event)
{
	struct json json = line_begin(text, "fate", flow);
	json_number_member(&json, "frame", event->frame);
	json_string_member(&json, "fate", fate_name((enum fate)event->fate));
	json_string_member(&json, "grade", fate_grade_name((enum fate_grade)event->grade));
	json_number_member(&json, "by", event->by);
	line_end(&json);
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
	line_end(&json);
}

void text_json_known_now(struct text *text, const struct segment_event *event)
{
	const struct evidence_step *evidence = event->evidence;
	if (!evidence || !evidence->live)
		return;
	for (size_t i = 0; i < evidence->event_count; i++)
		if (evidence->events[i].kind == FATE_EVENT_FATE)
			fate_line(text, event->flow, &evidence->events[i]);
	if (evidence->ends.correction.frame != 0)
		correction_line(text, event);
}
