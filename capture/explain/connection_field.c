/* SPDX-License-Identifier: MIT */
#include "connection_field.h"

#include <string.h>

#include "classify.h"
#include "label.h"

#define FIELD_NAME_OF(id, name) [id] = (name),
static const char *const open_words[] = {OPEN_NAMES(FIELD_NAME_OF)};
static const char *const close_words[] = {CLOSE_NAMES(FIELD_NAME_OF)};
static const char *const closer_words[] = {CLOSER_NAMES(FIELD_NAME_OF)};
static const char *const zeek_words[] = {ZEEK_STATES(FIELD_NAME_OF)};
static const char *const label_words[] = {LABELS(FIELD_NAME_OF)};
#undef FIELD_NAME_OF

static bool conn(const struct flow *flow, uint64_t *value)
{
	*value = flow->number;
	return true;
}

static bool client_port(const struct flow *flow, uint64_t *value)
{
	*value = flow->ends[SIDE_CLIENT].port;
	return true;
}

static bool server_port(const struct flow *flow, uint64_t *value)
{
	*value = flow->ends[SIDE_SERVER].port;
	return true;
}

static bool opened(const struct flow *flow, uint64_t *value)
{
	*value = flow_open(flow);
	return true;
}

static bool closed(const struct flow *flow, uint64_t *value)
{
	*value = flow_close(flow);
	return true;
}

static bool closed_first(const struct flow *flow, uint64_t *value)
{
	*value = flow_closed_first(flow);
	return true;
}

static bool reset_by(const struct flow *flow, uint64_t *value)
{
	*value = flow_reset_by(flow);
	return true;
}

static bool segments(const struct flow *flow, uint64_t *value)
{
	*value = flow->segments;
	return true;
}

static bool client_bytes(const struct flow *flow, uint64_t *value)
{
	*value = flow->side[SIDE_CLIENT].bytes;
	return true;
}

static bool server_bytes(const struct flow *flow, uint64_t *value)
{
	*value = flow->side[SIDE_SERVER].bytes;
	return true;
}

static bool retransmissions(const struct flow *flow, uint64_t *value)
{
	*value = flow->retransmissions;
	return true;
}

static bool syn_rtt(const struct flow *flow, uint64_t *value)
{
	*value = flow->syn_rtt_us;
	return flow->flags & FLOW_RTT_KNOWN;
}

static bool duration(const struct flow *flow, uint64_t *value)
{
	*value = (uint64_t)(flow->last_ns - flow->first_ns) / 1000;
	return !(flow->flags & FLOW_CLOCK_ODD);
}

static bool zeek_state(const struct flow *flow, uint64_t *value)
{
	*value = flow_zeek_state(flow);
	return true;
}

static bool completeness(const struct flow *flow, uint64_t *value)
{
	*value = flow->completeness;
	return true;
}

static bool label(const struct flow *flow, uint64_t *value)
{
	*value = flow->labels;
	return true;
}

#define NAMES(words) .names = (words), .name_count = sizeof(words) / sizeof(words)[0]

/* In the order of the table's columns. */
static const struct connection_field fields[] = {
    {"conn", NULL, FIELD_NUMBER, .value = conn, .least = 1},
    {"client", NULL, FIELD_END, .side = SIDE_CLIENT},
    {"client_port", NULL, FIELD_NUMBER, .value = client_port, .most = UINT16_MAX},
    {"server", NULL, FIELD_END, .side = SIDE_SERVER},
    {"server_port", NULL, FIELD_NUMBER, .value = server_port, .most = UINT16_MAX},
    {"open", NULL, FIELD_NAME, .value = opened, NAMES(open_words)},
    {"close", NULL, FIELD_NAME, .value = closed, NAMES(close_words)},
    {"closed_first", "first", FIELD_NAME, .value = closed_first, NAMES(closer_words)},
    {"reset_by", NULL, FIELD_NAME, .value = reset_by, NAMES(closer_words)},
    {"segments", NULL, FIELD_NUMBER, .value = segments, .least = 1},
    {"client_bytes", NULL, FIELD_NUMBER, .value = client_bytes},
    {"server_bytes", NULL, FIELD_NUMBER, .value = server_bytes},
    {"retransmissions", "retrans", FIELD_NUMBER, .value = retransmissions},
    {"syn_rtt", "syn_rtt_us", FIELD_TIME, .value = syn_rtt},
    {"duration", "duration_us", FIELD_TIME, .value = duration},
    {"label", "labels", FIELD_LABEL, .value = label, NAMES(label_words)},
    {"zeek_state", NULL, FIELD_NAME, .value = zeek_state, NAMES(zeek_words)},
    {"completeness", NULL, FIELD_NUMBER, .value = completeness, .most = 63},
};

enum { FIELD_COUNT = sizeof fields / sizeof fields[0], NAME_SHOWN = 40 };

static bool is_word(const char *word, const char *name, size_t length)
{
	return word && strlen(word) == length && memcmp(word, name, length) == 0;
}

const struct connection_field *connection_field_at(size_t index)
{
	return index < FIELD_COUNT ? &fields[index] : NULL;
}

const struct connection_field *connection_field_find(const char *name, size_t length)
{
	for (size_t i = 0; i < FIELD_COUNT; i++)
		if (is_word(fields[i].name, name, length) || is_word(fields[i].other, name, length))
			return &fields[i];
	return NULL;
}

const struct connection_field *connection_field_read(const char *option, const char *name,
						     size_t length, struct err *err)
{
	const struct connection_field *field = connection_field_find(name, length);
	if (field)
		return field;
	struct text names;
	text_init(&names);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		text_string(&names, i > 0 ? ", " : "");
		text_string(&names, fields[i].name);
	}
	err_set_usage(err, "%s: '%.*s' is nothing of a connection: there are %s", option,
		      length < NAME_SHOWN ? (int)length : NAME_SHOWN, name, text_c_string(&names));
	text_release(&names);
	return NULL;
}

bool connection_order_read(struct connection_order *order, const char *word, struct err *err)
{
	order->descending = word[0] == '-';
	const char *name = word + order->descending;
	order->field = connection_field_read("--sort", name, strlen(name), err);
	return order->field;
}

int connection_field_name(const struct connection_field *field, const char *name, size_t length)
{
	for (size_t i = 0; i < field->name_count; i++)
		if (is_word(field->names[i], name, length))
			return (int)i;
	return -1;
}

void text_connection_field_names(struct text *text, const struct connection_field *field)
{
	for (size_t i = 0; i < field->name_count; i++) {
		text_string(text, i > 0 ? ", " : "");
		text_string(text, field->names[i]);
	}
}

void text_connection_keys(struct text *text)
{
	static const char *const kinds[] = {[FIELD_NUMBER] = "number",
					    [FIELD_TIME] = "time",
					    [FIELD_NAME] = "name",
					    [FIELD_LABEL] = "label",
					    [FIELD_END] = "end"};
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		text_format(text, "key\t%s\t%s\t", fields[i].name, kinds[fields[i].kind]);
		for (size_t n = 0; n < fields[i].name_count; n++)
			text_format(text, "%s%s", n > 0 ? "|" : "", fields[i].names[n]);
		text_char(text, '\n');
	}
}
