/* SPDX-License-Identifier: MIT */
#include "observed.h"

#include <stdlib.h>

#include "needed_memory.h"
#include "pipeline.h"

enum { CONNECTIONS_MAX = 65536 };

void observed_add_segment(struct observed *observed, const struct observed_segment *segment)
{
	observed->segments = memory_grown(observed->segments, &observed->segment_capacity,
					  observed->segment_count, sizeof *observed->segments);
	observed->segments[observed->segment_count++] = *segment;
}

void observed_add_connection(struct observed *observed,
			     const struct observed_connection *connection)
{
	observed->connections =
	    memory_grown(observed->connections, &observed->connection_capacity,
			 observed->connection_count, sizeof *observed->connections);
	observed->connections[observed->connection_count++] = *connection;
}

/* A writer that keeps instead of writing. Its state is a pointer to what it fills. */
static struct observed *of(const struct writer *writer)
{
	return *(struct observed **)writer->state;
}

static void take_claim(struct observed *observed, const struct segment_event *event,
		       const struct claim *claim)
{
	if (claim->unit != UNIT_US)
		return;
	observed->times = memory_grown(observed->times, &observed->time_capacity,
				       observed->time_count, sizeof *observed->times);
	observed->times[observed->time_count++] =
	    (struct observed_time){.connection = event->flow->number,
				   .from = event->step->from,
				   .claim = claim->id,
				   .us = claim->value};
}

static void take_segment(struct writer *writer, const struct segment_event *event)
{
	const struct observed_segment segment = {
	    .connection = event->flow->number,
	    .from = event->step->from,
	    .flags = event->segment->flags,
	    .relative_seq = event->step->relative_seq,
	    .relative_ack = event->step->relative_ack,
	    .length = event->segment->payload_length,
	    .time_ns = event->time_ns,
	    .labels = event->step->labels,
	    .fate = event->evidence->has_fate ? event->evidence->fate : FATE_COUNT,
	    .ends = {event->flow->ends[SIDE_CLIENT], event->flow->ends[SIDE_SERVER]},
	    .states = {event->states[SIDE_CLIENT], event->states[SIDE_SERVER]},
	};
	observed_add_segment(of(writer), &segment);
	for (size_t i = 0; event->claims && i < event->claims->count; i++)
		take_claim(of(writer), event, &event->claims->claim[i]);
}

static void take_connection(struct writer *writer, const struct connection_event *event)
{
	const struct flow *flow = event->flow;
	const struct observed_connection connection = {
	    .number = flow->number,
	    .open = flow_open(flow),
	    .close = flow_close(flow),
	    .closed_first = flow_closed_first(flow),
	    .bytes = {flow->side[SIDE_CLIENT].bytes, flow->side[SIDE_SERVER].bytes},
	};
	observed_add_connection(of(writer), &connection);
}

static const struct writer_format keeper = {
    .name = "keeper",
    .state_size = sizeof(struct observed *),
    .segment = take_segment,
    .connection = take_connection,
};

/* Hands what SOURCE gives to WRITER, whose text is OUTPUT's. */
static bool run(struct source *source, struct writer *writer, struct output *output,
		enum numbering numbering, struct err *err)
{
	static const volatile sig_atomic_t never = 0;
	struct statistics_event statistics;
	const struct pipeline_options options = {
	    .source = source,
	    .output = output,
	    .writers = {.all = {writer}, .count = 1},
	    .numbering = numbering,
	    .max_connections = CONNECTIONS_MAX,
	    .stop = &never,
	};
	return source && source_begin(source, err) && pipeline_run(&options, &statistics, err);
}

bool observed_read(struct observed *observed, const char *path, struct err *err)
{
	struct source *source = source_open_file(path, NULL, err);
	struct output output;
	struct writer writer;
	*observed = (struct observed){0};
	output_init(&output, -1);
	writer_init(&writer, &keeper, &(struct writer_options){.text = &output.text});
	*(struct observed **)memory_needed(writer.state) = observed;
	bool done = run(source, &writer, &output, NUMBERING_RAW, err);
	writer_release(&writer);
	output_release(&output);
	source_close(source);
	return done;
}

bool observed_list(const char *path, struct text *listing, struct err *err)
{
	struct source *source = source_open_file(path, NULL, err);
	/* The writer has a text of its own: the pipeline would write the output's to a file. */
	struct output output;
	struct writer writer;
	output_init(&output, -1);
	writer_init(&writer, writer_formats[0],
		    &(struct writer_options){.phases = true, .text = listing});
	bool done = run(source, &writer, &output, NUMBERING_CANONICAL, err);
	writer_release(&writer);
	output_release(&output);
	source_close(source);
	return done && !listing->failed;
}

void observed_release(struct observed *observed)
{
	free(observed->segments);
	free(observed->connections);
	free(observed->times);
	*observed = (struct observed){0};
}
