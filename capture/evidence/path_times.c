/* SPDX-License-Identifier: MIT */
#include "path_times.h"

enum {
	MANTISSA_BITS = 12,
	MANTISSA_MAX = (1 << MANTISSA_BITS) - 1,
	US = 1000, /* nanoseconds */
};

/* RFC 6298 (2.5) lets a sender wait 60 s, Linux 120 s, before it sends again. */
static const int64_t LONGEST_TIMER_NS = INT64_C(120) * 1000 * 1000 * 1000;

/* VALUE is at most 2^27, for the exponent has 4 bits. */
static uint16_t packed(uint32_t value)
{
	unsigned exponent = 0;
	while (value > MANTISSA_MAX) {
		value >>= 1;
		exponent++;
	}
	return (uint16_t)(exponent << MANTISSA_BITS | value);
}

static uint32_t unpacked(uint16_t sample)
{
	return (uint32_t)(sample & MANTISSA_MAX) << (sample >> MANTISSA_BITS);
}

bool path_times_clock(struct path_times *times, int64_t now_ns)
{
	bool back = (times->flags & PATH_CLOCK_SET) && now_ns < times->last_ns;
	if (back) {
		times->flags |= PATH_CLOCK_BACK;
		times->timed[0] = times->timed[1] = 0;
	}
	times->flags |= PATH_CLOCK_SET;
	times->last_ns = now_ns;
	return !back;
}

void path_times_sample(struct path_times *times, unsigned side, int64_t sent_ns,
		       int64_t answered_ns)
{
	int64_t sample = answered_ns - sent_ns;
	if (sample < 0) {
		times->flags |= PATH_CLOCK_BACK;
		return;
	}
	if (sample > LONGEST_TIMER_NS) {
		times->flags |= PATH_CLOCK_JUMPED;
		return;
	}
	times->sample[side][times->head[side]] = packed((uint32_t)(sample / US));
	times->head[side] = (uint8_t)((times->head[side] + 1) % PATH_SAMPLES);
	if (times->count[side] < PATH_SAMPLES)
		times->count[side]++;
}

int64_t path_times_least(const struct path_times *times, unsigned side)
{
	int64_t least = -1;
	for (unsigned i = 0; i < times->count[side]; i++) {
		int64_t sample = unpacked(times->sample[side][i]);
		if (least < 0 || sample < least)
			least = sample;
	}
	return least < 0 ? -1 : least * US;
}

int64_t path_times_latest(const struct path_times *times, unsigned side)
{
	unsigned last = (times->head[side] + PATH_SAMPLES - 1U) % PATH_SAMPLES;
	return times->count[side] == 0 ? -1 : (int64_t)unpacked(times->sample[side][last]) * US;
}
