/* SPDX-License-Identifier: MIT */
#include "quiet_stretches.h"

#include <stdlib.h>

#include "needed_memory.h"
#include "seq.h"

/* What is known of one connection so far. */
struct progress {
	uint32_t connection;
	const struct observed_segment *last;
	bool quiet;
	bool sent_any[2], acked_any[2];
	uint32_t sent[2], acked[2]; /* one past the highest, relative */
};

struct all {
	struct progress *items;
	size_t count, capacity;
	int64_t apart_ns;
};

/* Between the same two ends, in whichever direction. */
static bool same_pair(const struct observed_segment *a, const struct observed_segment *b)
{
	return (endpoint_equal(&a->ends[0], &b->ends[0]) &&
		endpoint_equal(&a->ends[1], &b->ends[1])) ||
	       (endpoint_equal(&a->ends[0], &b->ends[1]) &&
		endpoint_equal(&a->ends[1], &b->ends[0]));
}

static void end_stretch(struct quiet_stretches *stretches, const struct all *all,
			const struct progress *progress, int64_t now_ns)
{
	const struct quiet_stretch stretch = {
	    .from_ns = progress->last->time_ns + all->apart_ns,
	    .to_ns = now_ns - all->apart_ns,
	    .after = progress->last,
	};
	if (!progress->quiet || stretch.to_ns <= stretch.from_ns)
		return;
	stretches->items = memory_grown(stretches->items, &stretches->capacity, stretches->count,
					sizeof *stretches->items);
	stretches->items[stretches->count++] = stretch;
}

/* A new connection between the same ends: what becomes of the old one cannot be told. */
static void begin(struct quiet_stretches *stretches, struct all *all,
		  const struct observed_segment *segment)
{
	for (size_t i = 0; i < all->count; i++) {
		if (!same_pair(all->items[i].last, segment))
			continue;
		end_stretch(stretches, all, &all->items[i], segment->time_ns);
		all->items[i].quiet = false;
	}
	all->items = memory_grown(all->items, &all->capacity, all->count, sizeof *all->items);
	all->items[all->count++] = (struct progress){.connection = segment->connection};
	stretches->connections++;
}

static struct progress *find(struct all *all, uint32_t connection)
{
	for (size_t i = all->count; i-- > 0;)
		if (all->items[i].connection == connection)
			return &all->items[i];
	return NULL;
}

/* SEQ becomes NUMBER, unless it is ahead already. */
static void advance(uint32_t *seq, bool *any, uint32_t number)
{
	if (!*any || seq_before(*seq, number))
		*seq = number;
	*any = true;
}

static bool all_acked(const struct progress *progress, enum side side)
{
	return !progress->sent_any[side] ||
	       (progress->acked_any[side] &&
		seq_before_or_at(progress->sent[side], progress->acked[side]));
}

/* What is still unacknowledged after SEGMENT. A reset leaves nothing to wait for, and a connection
 * to itself acknowledges its own. */
static void follow(struct progress *progress, const struct observed_segment *segment)
{
	enum side from = segment->from, to = side_other(from);
	if (endpoint_equal(&segment->ends[0], &segment->ends[1]))
		to = from;
	uint32_t space = segment->length + ((segment->flags & TCP_FLAG_SYN) != 0) +
			 ((segment->flags & TCP_FLAG_FIN) != 0);
	if (space > 0)
		advance(&progress->sent[from], &progress->sent_any[from],
			segment->relative_seq + space);
	if (segment->flags & TCP_FLAG_ACK)
		advance(&progress->acked[to], &progress->acked_any[to], segment->relative_ack);
	progress->quiet = (segment->flags & TCP_FLAG_RST) ||
			  (all_acked(progress, SIDE_CLIENT) && all_acked(progress, SIDE_SERVER));
	progress->last = segment;
}

void quiet_stretches_find(struct quiet_stretches *stretches, const struct observed *observed,
			  int64_t apart_ns)
{
	struct all all = {.apart_ns = apart_ns};
	*stretches = (struct quiet_stretches){0};
	for (size_t i = 0; i < observed->segment_count; i++) {
		const struct observed_segment *segment = &observed->segments[i];
		struct progress *progress = find(&all, segment->connection);
		if (progress) {
			end_stretch(stretches, &all, progress, segment->time_ns);
		} else {
			begin(stretches, &all, segment);
			progress = find(&all, segment->connection);
		}
		follow(progress, segment);
	}
	for (size_t i = 0; i < all.count; i++)
		end_stretch(stretches, &all, &all.items[i], INT64_MAX / 2);
	free(all.items);
}

void quiet_stretches_release(struct quiet_stretches *stretches)
{
	free(stretches->items);
	*stretches = (struct quiet_stretches){0};
}
