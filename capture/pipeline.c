/* SPDX-License-Identifier: MIT */
#include "pipeline.h"

#include "ahead.h"
#include "conntrack.h"
#include "explain.h"

struct pipeline {
	const struct pipeline_options *options;
	struct conntrack *conntrack;
	struct ahead ahead;
	struct statistics_event *statistics;
};

static void farewell(struct flow *flow, bool evicted, void *context)
{
	struct pipeline *pipeline = context;
	const struct pipeline_options *options = pipeline->options;
	pipeline->statistics->evicted += evicted;
	pipeline->statistics->stray += flow_open(flow) == OPEN_NO_CONNECTION;
	struct connection_event event = {
	    .flow = flow,
	    .timeless = options->numbering == NUMBERING_CANONICAL,
	};
	numbering_ends(options->numbering, flow, event.ends);
	writer_connection(options->writer, &event);
	if (options->connections)
		writer_connection(options->connections, &event);
	if (options->view)
		live_view_connection(options->view, &event);
	/* Many may end at once: the output is flushed on the way. Its errors are told by the flush
	 * that comes last, for an output that failed once keeps failing. */
	output_commit(options->output, NULL);
}

static bool take_segment(struct pipeline *pipeline, const struct sighting *sighted, struct err *err)
{
	const struct pipeline_options *options = pipeline->options;
	const struct segment *segment = &sighted->segment;
	struct step step;
	struct flow *flow =
	    conntrack_segment(pipeline->conntrack, segment, sighted->hash, &step, err);
	if (!flow)
		return false;

	if (writer_wants_segments(options->writer) || options->view) {
		struct segment_event event;
		explain_step(flow, segment, &step, options->numbering,
			     conntrack_live(pipeline->conntrack), &event);
		writer_segment(options->writer, &event);
		if (options->view)
			live_view_segment(options->view, &event);
	}
	conntrack_expire(pipeline->conntrack);
	return true;
}

static bool take_frame(struct pipeline *pipeline, const struct frame *frame, struct err *err)
{
	const struct pipeline_options *options = pipeline->options;
	pipeline->statistics->captured++;
	if (options->dump && !dump_frame(options->dump, frame, err))
		return false;
	const struct sighting *sighted = ahead_take(&pipeline->ahead, frame);
	pipeline->statistics->results[sighted->result]++;
	if (sighted->result == DECODE_SEGMENT && !take_segment(pipeline, sighted, err))
		return false;
	if (!options->unbuffered)
		return output_commit(options->output, err);
	return output_flush(options->output, err) &&
	       (!options->dump || dump_flush(options->dump, err));
}

/* Sleeps until something happens. The signals are blocked while *stop is looked at, so that none
 * falls between looking and going to sleep. */
static bool wait_unless_stopped(const struct pipeline_options *options, bool draining,
				struct err *err)
{
	sigset_t ours, before;
	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigprocmask(SIG_BLOCK, &ours, &before);
	bool done = (*options->stop && !draining) || source_wait(options->source, &before, err);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return done;
}

/* Nothing to read now: what is there goes out, so that a line is seen when it happens. */
static bool idle(const struct pipeline_options *options, bool draining, struct err *err)
{
	if (!output_flush(options->output, err) ||
	    (options->dump && !dump_flush(options->dump, err)))
		return false;
	if (options->view && live_view_flush(options->view))
		return true; /* what is left goes out at the next idle moment */
	return wait_unless_stopped(options, draining, err);
}

static bool run(struct pipeline *pipeline, struct err *err)
{
	const struct pipeline_options *options = pipeline->options;
	bool draining = false;
	for (;;) {
		struct frame frame;
		if (*options->stop && !draining) {
			source_drain(options->source);
			draining = true;
		}
		switch (source_next(options->source, &frame, err)) {
		case SOURCE_FRAME:
			if (!take_frame(pipeline, &frame, err))
				return false;
			if (pipeline->statistics->captured == options->count)
				return true;
			break;
		case SOURCE_IDLE:
			if (!idle(options, draining, err))
				return false;
			break;
		case SOURCE_END:
			return true;
		case SOURCE_FAILED:
			return false;
		}
	}
}

bool pipeline_run(const struct pipeline_options *options, struct statistics_event *statistics,
		  struct err *err)
{
	*statistics = (struct statistics_event){0};
	struct pipeline pipeline = {.options = options, .statistics = statistics};
	const struct conntrack_options tracked = {
	    .max_connections = options->max_connections,
	    .vlan = options->vlan,
	    .ended = farewell,
	    .context = &pipeline,
	};
	pipeline.conntrack = conntrack_new(&tracked, err);
	if (!pipeline.conntrack)
		return false;
	ahead_init(&pipeline.ahead, options->source, conntrack_table(pipeline.conntrack));
	writer_begin(options->writer);
	if (options->connections)
		writer_begin(options->connections);
	bool done = output_flush(options->output, err) && run(&pipeline, err);
	conntrack_end(pipeline.conntrack);
	statistics->segments = statistics->results[DECODE_SEGMENT];
	statistics->connections = conntrack_numbers(pipeline.conntrack) - statistics->stray;
	conntrack_free(pipeline.conntrack);
	return done;
}
