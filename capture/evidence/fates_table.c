/* SPDX-License-Identifier: MIT */
/* What all connections share, and what is taken from a segment. */
#include <stdlib.h>

#include "fates_private.h"

struct fates_table *fates_table_new(uint32_t recent, size_t bytes)
{
	struct fates_table *table = calloc(1, sizeof *table);
	if (!table)
		return NULL;
	table->room.bytes = bytes;
	table->recent = recent_new(recent);
	if (!table->recent) {
		free(table);
		return NULL;
	}
	return table;
}

void fates_table_free(struct fates_table *table)
{
	if (!table)
		return;
	recent_free(table->recent);
	free(table);
}

void fates_read(struct fates_input *input, const struct segment *segment,
		const struct tcp_options *options, enum side from)
{
	*input = (struct fates_input){
	    .frame = segment->frame,
	    .time_ns = segment->time_ns,
	    .seq = segment->seq,
	    .ack = segment->ack,
	    .length = segment->payload_length,
	    .timestamp_value = options->timestamp_value,
	    .timestamp_echo = options->timestamp_echo,
	    .link = segment->link,
	    .flags = segment->flags,
	    .window = segment->window,
	    .ip_id = segment->ip_id,
	    .from = (uint8_t)from,
	    .scale = options->window_scale,
	    .has_scale = options->has_window_scale,
	    .has_timestamps = options->has_timestamps,
	    .first_fragment = segment->first_fragment,
	    .sack_count = options->sack_count,
	};
	for (unsigned i = 0; i < options->sack_count; i++) {
		input->sack[i].left = options->sack[i].left;
		input->sack[i].right = options->sack[i].right;
	}
}

uint64_t fates_table_passed(const struct fates_table *table)
{
	return table->passed;
}

bool fates_table_no_memory(const struct fates_table *table)
{
	return table->room.no_memory;
}
