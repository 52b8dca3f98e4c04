/* SPDX-License-Identifier: MIT */
/* A segment as JSON: field by field at a pointer (put.h), for there are millions. */
#include "json_segment.h"

#include "checksum.h"
#include "escape.h"
#include "json.h"
#include "json_claims.h"
#include "json_options.h"
#include "timestamp.h"
#include "window.h"

/* Longer than all of a segment but its payload. */
enum { SEGMENT_FIXED_MAX = 2048 + JSON_OPTIONS_MAX + JSON_CLAIMS_MAX };

char *put_kept_id(char *at, struct json_ends *ends, uint32_t number, const struct endpoint *one,
		  const struct endpoint *other)
{
	struct json_id *kept = &ends->ids[number % JSON_IDS_KEPT];
	if (kept->number != number) {
		kept->number = number;
		put_community_id(kept->text, one, other);
	}
	memcpy(at, kept->text, sizeof kept->text);
	return at + sizeof kept->text;
}

static char *put_ends(char *at, const struct segment_event *event, struct json_ends *ends)
{
	at = put_literal(at, JSON_KEY("conn"));
	at = put_decimal(at, event->flow->number);
	at = event->step->from == SIDE_CLIENT ? put_literal(at, ",\"from\":\"client\",\"src\":\"")
					      : put_literal(at, ",\"from\":\"server\",\"src\":\"");
	at = put_address(at, &event->source);
	at = put_literal(at, "\"" JSON_KEY("sport"));
	at = put_decimal(at, event->source.port);
	at = put_literal(at, JSON_STRING_KEY("dst"));
	at = put_address(at, &event->destination);
	at = put_literal(at, "\"" JSON_KEY("dport"));
	at = put_decimal(at, event->destination.port);
	at = put_literal(at, JSON_STRING_KEY("community_id"));
	at = put_kept_id(at, ends, event->flow->number, &event->source, &event->destination);
	*at++ = '"';
	return at;
}

static char *put_kept_ends(char *at, const struct segment_event *event, struct json_ends *ends)
{
	uint32_t number = event->flow->number;
	uint8_t from = (uint8_t)event->step->from;
	struct json_ends_text *kept = &ends->kept[(2 * number + from) % JSON_ENDS_KEPT];
	if (kept->number != number || kept->from != from) {
		kept->number = number;
		kept->from = from;
		kept->length = (uint8_t)(put_ends(kept->text, event, ends) - kept->text);
	}
	return put_bytes(at, kept->text, kept->length);
}

/* Most segments follow in the second of those before them. */
static char *put_kept_time(char *at, int64_t time_ns, struct json_second *kept)
{
	int64_t second = time_ns / NS_PER_S;
	if (time_ns < NS_PER_S)
		return put_epoch_time(at, time_ns);
	if (kept->second != second) {
		kept->second = second;
		kept->length = (uint8_t)(put_decimal(kept->text, (uint64_t)second) - kept->text);
	}
	memcpy(at, kept->text, sizeof kept->text);
	return put_nanoseconds(at + kept->length, (uint32_t)(time_ns % NS_PER_S));
}

/* Up to the payload. */
static char *put_numbers(char *at, const struct segment_event *event, struct json_ends *ends)
{
	const struct segment *what = event->segment;
	const struct step *step = event->step;
	at = put_literal(at, "{\"v\":1,\"event\":\"segment\",\"frame\":");
	at = put_decimal(at, what->frame);
	at = put_literal(at, JSON_STRING_KEY("time"));
	at = put_kept_time(at, event->time_ns, &ends->second);
	*at++ = '"';
	at = put_kept_ends(at, event, ends);
	at = put_literal(at, JSON_KEY("flags"));
	at = put_decimal(at, what->flags);
	at = put_literal(at, JSON_KEY("seq"));
	at = put_decimal(at, event->seq);
	at = put_literal(at, JSON_KEY("ack"));
	at = put_decimal(at, event->ack);
	at = put_literal(at, JSON_KEY("rel_seq"));
	at = put_decimal(at, step->relative_seq);
	at = put_literal(at, JSON_KEY("rel_ack"));
	at = put_decimal(at, step->relative_ack);
	at = put_literal(at, JSON_KEY("win"));
	at = put_decimal(at, what->window);
	at = put_literal(at, JSON_KEY("len"));
	return put_decimal(at, what->payload_length);
}

static char *put_phase(char *at, enum phase phase)
{
#define PHASE_PIECE(phase, name) [phase] = PIECE("\"" JSON_STRING_KEY("phase") name "\""),
	static const struct piece phases[] = {PHASES(PHASE_PIECE)};
#undef PHASE_PIECE
	return put_piece(at, &phases[phase]);
}

static char *put_labels(char *at, label_set labels)
{
#define LABEL_PIECE(label, name) [label] = PIECE(",\"" name "\""),
	static const struct piece names[] = {LABELS(LABEL_PIECE)};
#undef LABEL_PIECE
	if (labels == 0)
		return put_literal(at, JSON_KEY("labels") "[]");
	at = put_literal(at, JSON_KEY("labels"));
	char *start = at;
	for (int label = 0; labels >> label; label++)
		if (labels & label_bit((enum label)label))
			at = put_piece(at, &names[label]);
	*start = '['; /* in the place of the first comma */
	*at++ = ']';
	return at;
}

/* What is not said to be otherwise is proven. */
static char *put_states(char *at, const struct end_state states[2])
{
#define STATE_PIECE(state, name) [state] = PIECE(JSON_STRING_KEY("client_state") name "\""),
	static const struct piece client[] = {
	    [END_STATE_NONE] = PIECE(JSON_KEY("client_state") "null"), TCP_STATES(STATE_PIECE)};
#undef STATE_PIECE
#define STATE_PIECE(state, name) [state] = PIECE(JSON_STRING_KEY("server_state") name "\""),
	static const struct piece server[] = {
	    [END_STATE_NONE] = PIECE(JSON_KEY("server_state") "null"), TCP_STATES(STATE_PIECE)};
#undef STATE_PIECE
	at = put_piece(at, &client[states[SIDE_CLIENT].state]);
	if (!states[SIDE_CLIENT].proven)
		at = put_literal(at, JSON_KEY("client_proven") "false");
	at = put_piece(at, &server[states[SIDE_SERVER].state]);
	if (!states[SIDE_SERVER].proven)
		at = put_literal(at, JSON_KEY("server_proven") "false");
	return at;
}

/* Where nothing hung on the segment, it has no fate. */
static char *put_fate(char *at, const struct evidence_step *evidence)
{
#define FATE_PIECE(fate, name) [fate] = PIECE(JSON_STRING_KEY("fate") name "\""),
	static const struct piece fates[] = {FATES(FATE_PIECE)};
#undef FATE_PIECE
	if (!evidence)
		return at;
	if (evidence->has_fate) {
		at = put_piece(at, &fates[evidence->fate]);
		if (evidence->grade == FATE_PROBABLY)
			at = put_literal(at, JSON_STRING_KEY("fate_grade") "probably\"");
		else if (evidence->grade == FATE_CANNOT)
			at = put_literal(at, JSON_STRING_KEY("fate_grade") "cannot-tell\"");
	}
	if (evidence->crossed == 0)
		return at;
	at = put_literal(at, JSON_KEY("crossed"));
	return put_decimal(at, evidence->crossed);
}

/* KNOWN: otherwise null. */
static char *put_known(char *at, bool known, uint64_t number)
{
	return known ? put_decimal(at, number) : put_literal(at, "null");
}

static char *put_checksum(char *at, enum checksum checksum)
{
#define CHECKSUM_PIECE(checksum, name) [checksum] = PIECE(JSON_STRING_KEY("checksum") name "\""),
	static const struct piece checksums[] = {CHECKSUMS(CHECKSUM_PIECE)};
#undef CHECKSUM_PIECE
	return put_piece(at, &checksums[checksum]);
}

static enum checksum checksum_of(const struct segment_event *event)
{
	const struct segment *segment = event->segment;
	const struct evidence_step *evidence = event->evidence;
	if (evidence && evidence->offloaded && segment_checksum_is_partial(segment))
		return CHECKSUM_OFFLOADED;
	if (!evidence || evidence->sums == SUMS_DIFFER || !segment_checksum_is_captured(segment))
		return segment_checksum(segment);
	return evidence->sums == SUMS_GOOD ? CHECKSUM_GOOD : CHECKSUM_BAD;
}

/* What the packet says beside sequence numbers and payload. A timeless event has nothing of it that
 * differs in every run, nor a checksum that would not fit the numbers that are shown. */
static char *put_headers(char *at, const struct segment_event *event)
{
	const struct segment *what = event->segment;
	unsigned scale;
	bool scale_known = window_shift(event->flow, event->step->from, what, &scale);
	at = put_literal(at, JSON_KEY("ttl"));
	at = put_decimal(at, what->ip_ttl);
	at = put_literal(at, JSON_KEY("ip_id"));
	at = put_known(at, what->source.version == 4 && !event->timeless, what->ip_id);
	at = put_literal(at, JSON_KEY("frame_len"));
	at = put_decimal(at, what->frame_length);
	at = put_literal(at, JSON_KEY("win_scaled"));
	at = put_known(at, scale_known, (uint64_t)what->window << scale);
	at = put_literal(at, JSON_KEY("options"));
	at = put_json_options(at, event);
	if (event->timeless)
		return put_literal(at, JSON_KEY("checksum") "null");
	return put_checksum(at, checksum_of(event));
}

/* What is left out, by us or by the capture, is told. */
static char *put_left_out(char *at, uint32_t bytes)
{
	if (bytes == 0)
		return at;
	at = put_literal(at, JSON_KEY("payload_left_out"));
	return put_decimal(at, bytes);
}

void text_json_segment(struct text *text, const struct segment_event *event,
		       const struct payload_limit *limit, struct json_ends *ends)
{
	const struct segment *what = event->segment;
	uint32_t length = payload_shown(limit, what);
	if (!text_reserve(text, SEGMENT_FIXED_MAX))
		return;
	char *at = put_numbers(text_end(text), event, ends);
	at = put_literal(at, JSON_STRING_KEY("payload"));
	text->length = (size_t)(at - text->bytes);
	text_escaped_json(text, what->payload, length);
	if (!text_reserve(text, SEGMENT_FIXED_MAX))
		return;
	at = text_end(text);
	at = put_left_out(put_phase(at, event->phase), what->payload_length - length);
	at = put_labels(at, event->step->labels);
	at = put_fate(put_states(at, event->states), event->evidence);
	at = put_json_claims(put_headers(at, event), event->claims, event->timeless);
	at = put_literal(at, "}\n");
	text->length = (size_t)(at - text->bytes);
	text_json_known_now(text, event);
}
