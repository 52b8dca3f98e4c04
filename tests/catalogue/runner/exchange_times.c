/* SPDX-License-Identifier: MIT */
#include "exchange_times.h"

#include <stdlib.h>

#include "needed_memory.h"

static int64_t between_us(const struct observed_segment *from, const struct observed_segment *to)
{
	return to->time_ns / 1000 - from->time_ns / 1000;
}

static void measure_silence(struct exchange_times *times, const struct observed_segment *last,
			    const struct observed_segment *segment)
{
	int64_t silence = between_us(last, segment);
	if (silence < LATE_MS * INT64_C(1000))
		return;
	times->silences = memory_grown(times->silences, &times->silence_capacity,
				       times->silence_count, sizeof *times->silences);
	times->silences[times->silence_count++] = silence;
	/* A timer of 40 ms that fired: nothing had come that could carry the ACK. */
	times->delayed += segment->length == 0 &&
			  !(segment->flags & (TCP_FLAG_FIN | TCP_FLAG_SYN | TCP_FLAG_RST));
}

static const struct observed_segment *first_fin(const struct observed *observed, size_t before,
						uint32_t connection)
{
	for (size_t i = 0; i < before; i++)
		if (observed->segments[i].connection == connection &&
		    observed->segments[i].from == SIDE_CLIENT &&
		    (observed->segments[i].flags & TCP_FLAG_FIN))
			return &observed->segments[i];
	return NULL;
}

static void measure_close(struct exchange_times *times, const struct observed *observed, size_t at)
{
	const struct observed_segment *segment = &observed->segments[at];
	if (times->close_us >= 0 || segment->from != SIDE_SERVER ||
	    (!(segment->flags & TCP_FLAG_FIN) && segment->length == 0))
		return;
	const struct observed_segment *fin = first_fin(observed, at, segment->connection);
	if (fin)
		times->close_us = between_us(fin, segment);
}

static bool is_same(const struct observed_segment *a, const struct observed_segment *b)
{
	const unsigned marks = TCP_FLAG_FIN | TCP_FLAG_SYN;
	return a->connection == b->connection && a->from == b->from &&
	       a->relative_seq == b->relative_seq && a->length == b->length &&
	       (a->flags & marks) == (b->flags & marks);
}

static void measure_again(struct exchange_times *times, const struct observed *observed, size_t at)
{
	const struct observed_segment *segment = &observed->segments[at];
	if (segment->length == 0 && !(segment->flags & (TCP_FLAG_FIN | TCP_FLAG_SYN)))
		return;
	for (size_t i = 0; i < at; i++) {
		if (!is_same(&observed->segments[i], segment))
			continue;
		int64_t again = between_us(&observed->segments[i], segment);
		if (again > times->again_us)
			times->again_us = again;
		return;
	}
}

void exchange_times_measure(struct exchange_times *times, const struct observed *observed)
{
	*times = (struct exchange_times){.close_us = -1, .again_us = -1};
	for (size_t i = 0; i < observed->segment_count; i++) {
		if (i > 0)
			measure_silence(times, &observed->segments[i - 1], &observed->segments[i]);
		measure_close(times, observed, i);
		measure_again(times, observed, i);
	}
}

void exchange_times_release(struct exchange_times *times)
{
	free(times->silences);
	*times = (struct exchange_times){0};
}
