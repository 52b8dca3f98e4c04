/* SPDX-License-Identifier: MIT */
#include "recent.h"

#include <stdlib.h>

#include "segment.h"
#include "seq.h"

enum {
	IDENTIFICATIONS = 8,     /* that are looked at */
	IDENTIFICATIONS_MIN = 3, /* that must be there: two small steps are no accident */
	STEPS = 16,              /* segments, with those that came late */
	TICK_NS = 1000000,       /* of a clock for timestamps */
	STEP_MAX = 64,           /* a large segment of segmentation offload takes up to 45 */
};

struct recent {
	uint32_t mask;
	uint32_t serial; /* of the last */
	struct recent_segment segment[];
};

struct recent *recent_new(uint32_t size)
{
	struct recent *recent = calloc(1, sizeof *recent + size * sizeof recent->segment[0]);
	if (recent)
		recent->mask = size - 1;
	return recent;
}

void recent_free(struct recent *recent)
{
	free(recent);
}

uint32_t recent_add(struct recent *recent, const struct recent_segment *segment)
{
	if (++recent->serial == 0)
		recent->serial = 1;
	recent->segment[recent->serial & recent->mask] = *segment;
	return recent->serial;
}

const struct recent_segment *recent_get(const struct recent *recent, uint32_t serial,
					uint32_t owner)
{
	const struct recent_segment *segment = &recent->segment[serial & recent->mask];
	if (serial == 0 || recent->serial - serial > recent->mask || segment->owner != owner)
		return NULL;
	return segment;
}

void recent_set_twin(struct recent *recent, uint32_t serial)
{
	recent->segment[serial & recent->mask].twin = true;
}

int64_t recent_left(const struct recent *recent, const struct recent_segment *segment,
		    unsigned steps)
{
	int64_t left_ns = segment->time_ns;
	uint32_t serial = segment->previous;
	while (segment->mark.has_timestamps && steps > 0) {
		const struct recent_segment *before = recent_get(recent, serial, segment->owner);
		if (!before)
			break;
		serial = before->previous;
		if (before->flags & TCP_FLAG_RST) /* it has none (RFC 7323 section 3.2) */
			continue;
		if (!before->mark.has_timestamps)
			break;
		int64_t ticks = seq_distance(before->mark.tsval, segment->mark.tsval);
		int64_t since_ns = before->time_ns + (ticks + 1) * TICK_NS;
		left_ns = since_ns < left_ns ? since_ns : left_ns;
		steps--;
	}
	return left_ns;
}

enum sent_order sent_order(const struct sent_mark *earlier, const struct sent_mark *later,
			   bool ordered)
{
	if (earlier->has_timestamps && later->has_timestamps && earlier->tsval != later->tsval)
		return seq_before(earlier->tsval, later->tsval) ? SENT_AFTER : SENT_BEFORE;
	if (earlier->ip_id == 0 || later->ip_id == 0)
		return SENT_UNTOLD;
	if (earlier->ip_id == later->ip_id)
		return SENT_SAME;
	if (!ordered)
		return SENT_APART;
	return (int16_t)(later->ip_id - earlier->ip_id) > 0 ? SENT_AFTER : SENT_BEFORE;
}

uint16_t recent_identification(const struct recent *recent, uint32_t serial, uint32_t owner)
{
	const struct recent_segment *segment;
	for (unsigned i = 0; i < STEPS && (segment = recent_get(recent, serial, owner)); i++) {
		if (segment->mark.ip_id != 0 && !segment->late)
			return segment->mark.ip_id;
		serial = segment->previous;
	}
	return 0;
}

bool recent_identifications_rise(const struct recent *recent, uint32_t serial, uint32_t owner,
				 uint16_t next)
{
	unsigned seen = 0;
	uint16_t above = 0, last = 0;
	for (unsigned i = 0; i < STEPS && seen < IDENTIFICATIONS; i++) {
		const struct recent_segment *segment = recent_get(recent, serial, owner);
		if (!segment)
			break;
		serial = segment->previous;
		if (segment->mark.ip_id == 0 || segment->late)
			continue;
		uint16_t step = (uint16_t)(above - segment->mark.ip_id);
		if (seen > 0 && (step == 0 || step > STEP_MAX))
			return false;
		above = segment->mark.ip_id;
		last = seen > 0 ? last : above;
		seen++;
	}
	/* One between the two is the third. */
	bool between =
	    next != above && next != last && (uint16_t)(next - above) < (uint16_t)(last - above);
	return seen >= IDENTIFICATIONS_MIN || (seen == IDENTIFICATIONS_MIN - 1 && between);
}
