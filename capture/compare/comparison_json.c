/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "comparison_event.h"
#include "difference_messages.h"
#include "escape.h"
#include "json.h"

static void printable_member(struct json *json, const char *name, const char *string)
{
	json_key(json, name);
	if (!string) {
		json_null(json);
		return;
	}
	size_t mark = json_string_begin(json);
	text_printable(json->text, string, strlen(string));
	json_string_end(json, mark);
}

/* What the values of a difference are; NULL: it has none that stand for themselves. */
static const char *value_name(enum difference_id id)
{
	switch (id) {
	case DIFFERENCE_REPEATED:
		return "times";
	case DIFFERENCE_SEGMENTATION:
	case DIFFERENCE_CONNECTION_ONLY:
		return "segments";
	case DIFFERENCE_LENGTH:
	case DIFFERENCE_WINDOW:
	case DIFFERENCE_BYTES:
		return "bytes";
	case DIFFERENCE_FLAGS:
	case DIFFERENCE_ECN:
	case DIFFERENCE_ECN_FLAGS:
		return "flags";
	case DIFFERENCE_SEQ:
		return "rel_seq";
	case DIFFERENCE_ACK:
		return "rel_ack";
	case DIFFERENCE_OPEN:
		return "open";
	case DIFFERENCE_CLOSE:
		return "close";
	case DIFFERENCE_CLOSED_FIRST:
		return "closed_first";
	case DIFFERENCE_REPAIR:
	case DIFFERENCE_PLACE:
	case DIFFERENCE_PATH_TIME:
	case DIFFERENCE_INTERVAL:
	case DIFFERENCE_TIME:
		return "wait_us";
	default:
		return NULL;
	}
}

static const char *name_of(enum difference_id id, int64_t value)
{
	if (id == DIFFERENCE_OPEN)
		return open_name((enum open_name)value);
	if (id == DIFFERENCE_CLOSE)
		return close_name((enum close_name)value);
	return id == DIFFERENCE_CLOSED_FIRST ? closer_name((enum closer)value) : NULL;
}

static void signed_number(struct json *json, int64_t number)
{
	json_real(json, (double)number, 0);
}

static void value_member(struct json *json, const struct difference *difference, int which)
{
	enum difference_id id = difference->id;
	int64_t value = difference->value[which];
	const char *member = value_name(id), *name = name_of(id, value);
	bool time = member && strcmp(member, "wait_us") == 0;
	if (member && name) {
		json_string_member(json, member, name);
	} else if (member) {
		json_key(json, member);
		signed_number(json, time ? value / 1000 : value);
	}
}

static void frame(struct json *json, const struct compare_list *list, uint32_t number)
{
	if (number > 0)
		json_number(json, list->segments[number - 1].frame);
}

/* A's or B's part of it. */
static void part_member(struct json *json, const struct comparison_event *event,
			const struct difference *difference, int which)
{
	const struct compare_list *list = event->lists[which];
	json_key(json, which == 0 ? "a" : "b");
	json_open(json, '{');
	json_known_member(json, "conn", difference->connection[which] > 0,
			  difference->connection[which]);
	json_key(json, "frames");
	json_open(json, '[');
	if (which == difference->in)
		frame(json, list, difference->first);
	frame(json, list, difference->segment[which]);
	json_close(json, ']');
	value_member(json, difference, which);
	json_close(json, '}');
}

static void text_member(struct json *json, enum lang lang, const struct comparison_event *event,
			const struct difference *difference)
{
	const struct difference_style style = {
	    .lang = lang,
	    .names = {"A", "B"},
	    .headed = true,
	    .lists = {event->lists[0], event->lists[1]},
	};
	json_key(json, "text");
	size_t mark = json_string_begin(json);
	text_difference(json->text, &style, difference);
	json_string_end(json, mark);
}

static bool is_of_side(enum difference_id id)
{
	return id != DIFFERENCE_CONNECTION_ONLY && id != DIFFERENCE_ROLES &&
	       id != DIFFERENCE_OPEN && id != DIFFERENCE_CLOSE && id != DIFFERENCE_CLOSED_FIRST;
}

static void side_member(struct json *json, const struct difference *difference)
{
	json_key(json, "from");
	if (is_of_side(difference->id))
		json_string(json, difference->side == SIDE_CLIENT ? "client" : "server");
	else
		json_null(json);
}

static void close_member(struct json *json, const struct difference *difference)
{
	json_key(json, "close");
	if (!difference->closes) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_string_member(json, "a", close_name(difference->close[0]));
	json_string_member(json, "b", close_name(difference->close[1]));
	json_close(json, '}');
}

static void difference_event(struct text *text, enum lang lang,
			     const struct comparison_event *event,
			     const struct difference *difference)
{
	struct json json = json_event_begin(text, "difference");
	printable_member(&json, "name", event->name);
	json_string_member(&json, "id", difference_name(difference->id));
	json_string_member(&json, "grade", grade_name(difference_grade(difference)));
	json_key(&json, "only_time");
	json_bool(&json, difference->time);
	side_member(&json, difference);
	json_string_member(&json, "in", difference->in == 0 ? "a" : "b");
	json_number_member(&json, "count", difference->count);
	for (int which = 0; which < 2; which++)
		part_member(&json, event, difference, which);
	close_member(&json, difference);
	text_member(&json, lang, event, difference);
	json_event_end(&json);
}

static void capture_member(struct json *json, const struct comparison_event *event, int which)
{
	const struct compare_list *list = event->lists[which];
	json_key(json, which == 0 ? "a" : "b");
	if (!event->files[which]) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	printable_member(json, "file", event->files[which]);
	json_number_member(json, "connections", list ? list->connection_count : 0);
	json_number_member(json, "segments", list ? list->segment_count : 0);
	json_close(json, '}');
}

void json_comparison(struct text *text, enum lang lang, const struct comparison_event *event)
{
	const struct differences *differences = event->differences;
	uint64_t times = 0;
	for (size_t i = 0; differences && i < differences->count; i++) {
		difference_event(text, lang, event, &differences->items[i]);
		times += differences->items[i].time;
	}
	struct json json = json_event_begin(text, "comparison");
	printable_member(&json, "name", event->name);
	json_key(&json, "same");
	json_bool(&json, comparison_is_same(event));
	capture_member(&json, event, 0);
	capture_member(&json, event, 1);
	json_number_member(&json, "differences", differences ? differences->count - times : 0);
	json_number_member(&json, "only_times", times);
	json_key(&json, "in_common");
	if (differences) {
		size_t mark = json_string_begin(&json);
		text_in_common(text, lang, event);
		json_string_end(&json, mark);
	} else {
		json_null(&json);
	}
	json_event_end(&json);
}

void json_comparison_totals(struct text *text, const struct comparison_totals *totals)
{
	struct json json = json_event_begin(text, "comparisons");
	json_key(&json, "same");
	json_bool(&json, totals->same == totals->pairs && totals->only[0] + totals->only[1] == 0);
	json_number_member(&json, "pairs", totals->pairs);
	json_number_member(&json, "same_pairs", totals->same);
	json_number_member(&json, "only_a", totals->only[0]);
	json_number_member(&json, "only_b", totals->only[1]);
	json_event_end(&json);
}
