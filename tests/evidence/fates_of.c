/* SPDX-License-Identifier: MIT */
/* fates_of FILE: what the capture proves about its frames, a line for each event:
 * FRAME KIND FATE GRADE BY. With -l: both ends stand on the capturing host. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "fates.h"
#include "flow_table.h"
#include "source.h"
#include "tracker.h"

enum { RECENT = 1 << 16, MEMORY = 64 << 20, CONNECTIONS = 1 << 16 };

struct connection {
	struct fates fates;
	struct path_times times;
};

struct reading {
	struct source *source;
	struct flow_table *flows;
	struct fates_table *table;
	struct connection *connection; /* by number */
	int64_t last_ns;
	bool one_host;
};

static void print(const struct fate_event *events, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct fate_event *event = &events[i];
		enum fate_event_kind kind = (enum fate_event_kind)event->kind;
		bool bytes = kind == FATE_EVENT_MISSED || kind == FATE_EVENT_LOST_BEFORE;
		printf("%" PRIu64 " %s %s %s %" PRIu64, event->frame, fate_event_kind_name(kind),
		       kind == FATE_EVENT_FATE ? fate_name((enum fate)event->fate) : "-",
		       fate_grade_name((enum fate_grade)event->grade), event->by);
		if (bytes)
			printf(" %" PRIu32 "-%" PRIu32, event->left, event->right);
		putchar('\n');
	}
}

static bool take(struct reading *reading, const struct segment *segment, struct err *err)
{
	uint32_t hash = flow_table_hash(reading->flows, segment);
	struct flow *flow = flow_table_find(reading->flows, segment, hash);
	struct fate_event events[FATES_EVENTS_MAX];
	/* A SYN in an established connection does not begin another. */
	bool reused =
	    flow && tracker_begins_anew(flow, segment) &&
	    ((flow->flags & (FLOW_CLOSED | FLOW_RESET)) || !(flow->flags & FLOW_ESTABLISHED));
	if (reused) {
		struct connection *old = &reading->connection[flow->number];
		enum side side = flow_sender(flow, segment);
		print(events, fates_reopened(&old->fates, side, segment->frame, events));
		flow_table_remove(reading->flows, flow);
	}
	if (!flow || reused) {
		if (flow_table_numbers(reading->flows) + 1 >= CONNECTIONS)
			return true;
		flow = flow_table_add(reading->flows, segment, hash,
				      tracker_client_is_source(segment), err);
		if (!flow)
			return false;
		tracker_begin(flow, segment, reused);
		reading->connection[flow->number].fates.owner = flow->number * 2;
	}
	struct step step;
	tracker_step(flow, segment, &step);
	struct connection *connection = &reading->connection[flow->number];
	struct fates_input in = fates_input_of(segment, step.from);
	in.one_host = reading->one_host;
	print(events,
	      fates_segment(&connection->fates, &connection->times, reading->table, &in, events));
	return true;
}

static void finish(struct reading *reading)
{
	for (uint32_t i = 1; i <= flow_table_numbers(reading->flows); i++) {
		struct connection *connection = &reading->connection[i];
		struct fate_event events[FATES_EVENTS_MAX];
		size_t count;
		while ((count = fates_end(&connection->fates, &connection->times, reading->table,
					  reading->last_ns, events)) > 0)
			print(events, count);
		printf("# connection %" PRIu32 ": %" PRId64 " ns, %" PRId64
		       " ns, flags %u, clock %u\n",
		       i, path_times_least(&connection->times, SIDE_CLIENT),
		       path_times_least(&connection->times, SIDE_SERVER), connection->fates.flags,
		       connection->times.flags);
		fates_release(&connection->fates, reading->table);
	}
	if (fates_table_doubled(reading->table))
		puts("# doubled");
}

static int read_all(struct reading *reading, struct err *err)
{
	struct frame frame;
	struct segment segment;
	enum source_status status;
	while ((status = source_next(reading->source, &frame, err)) != SOURCE_END) {
		if (status == SOURCE_FAILED)
			return 1;
		if (status != SOURCE_FRAME)
			continue;
		reading->last_ns = frame.time_ns;
		if (segment_decode(&frame, &segment) == DECODE_SEGMENT &&
		    !take(reading, &segment, err))
			return 1;
	}
	finish(reading);
	return 0;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct reading reading = {.one_host = argc == 3 && strcmp(argv[1], "-l") == 0};
	if (argc != 2 + reading.one_host) {
		fputs("usage: fates_of [-l] FILE\n", stderr);
		return 2;
	}
	reading.source = source_open_file(argv[argc - 1], NULL, &err);
	reading.flows = flow_table_new(CONNECTIONS, &err);
	reading.table = fates_table_new(RECENT, MEMORY);
	reading.connection = calloc(CONNECTIONS + 1, sizeof *reading.connection);
	int status = 1;
	if (reading.source && reading.flows && reading.table && reading.connection &&
	    source_begin(reading.source, &err))
		status = read_all(&reading, &err);
	if (status != 0)
		fprintf(stderr, "fates_of: %s: cannot be read\n", argv[argc - 1]);
	free(reading.connection);
	fates_table_free(reading.table);
	flow_table_free(reading.flows);
	source_close(reading.source);
	return status;
}
