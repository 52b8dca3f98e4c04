/* SPDX-License-Identifier: MIT */
#include "pipeline.h"

#include <inttypes.h>

#include "ahead.h"
#include "conntrack.h"
#include "evidence.h"
#include "explain.h"

/* One pass over the source. */
struct pipeline {
	const struct pipeline_options *options;
	bool shows;         /* false: the first of two passes over a file */
	bool source_failed; /* that is why it ended */
	struct conntrack *conntrack;
	struct evidence *evidence; /* NULL: nobody shows any */
	struct ahead ahead;
	int64_t now_ns; /* of the last segment */
	bool no_memory; /* for what explains a connection */
	struct statistics_event *statistics;
};

/* Live: what is known of its frames only now. There may be as many as it had. */
static void last_fates(struct pipeline *pipeline, const struct connection_event *connection,
		       uint32_t index)
{
	const struct pipeline_options *options = pipeline->options;
	struct fates_event event = {.connection = connection};
	while ((event.count = evidence_last_fates(pipeline->evidence, index, connection->flow,
						  pipeline->now_ns, &event.events)) > 0) {
		writer_fates(options->writer, &event);
		if (options->view)
			live_view_fates(options->view, &event);
		output_commit(options->output, NULL);
	}
}

static void show_end(struct pipeline *pipeline, const struct flow *flow, uint32_t index)
{
	const struct pipeline_options *options = pipeline->options;
	struct connection_event event = {
	    .flow = flow,
	    .timeless = options->numbering == NUMBERING_CANONICAL,
	};
	numbering_ends(options->numbering, flow, event.ends);
	if (pipeline->evidence)
		last_fates(pipeline, &event, index);
	writer_connection(options->writer, &event);
	if (options->connections)
		writer_connection(options->connections, &event);
	if (options->view)
		live_view_connection(options->view, &event);
	/* Many may end at once: the output is flushed on the way. Its errors are told by the flush
	 * that comes last, for an output that failed once keeps failing. */
	output_commit(options->output, NULL);
}

static void farewell(struct flow *flow, bool evicted, void *context)
{
	struct pipeline *pipeline = context;
	uint32_t index = conntrack_index(pipeline->conntrack, flow);
	pipeline->statistics->evicted += evicted;
	pipeline->statistics->stray += flow_open(flow) == OPEN_NO_CONNECTION;
	if (pipeline->shows)
		show_end(pipeline, flow, index);
	if (pipeline->evidence)
		evidence_connection(pipeline->evidence, index, pipeline->now_ns);
}

static bool wants_segments(const struct pipeline_options *options)
{
	return writer_wants_segments(options->writer) || options->view;
}

static bool wants_evidence(const struct pipeline_options *options)
{
	return writer_wants_evidence(options->writer) || options->view;
}

static bool wants_rows(const struct pipeline_options *options)
{
	return writer_wants_rows(options->writer) || options->view;
}

static void show_segment(struct pipeline *pipeline, struct flow *flow,
			 const struct segment *segment, const struct step *step,
			 const struct evidence_step *proven)
{
	const struct pipeline_options *options = pipeline->options;
	struct segment_event event;
	struct claim_set claims;
	explain_step(flow, segment, step, proven, options->numbering,
		     conntrack_live(pipeline->conntrack), &event);
	if (proven && !explain_claims(flow, &event, &claims))
		pipeline->no_memory = true;
	writer_segment(options->writer, &event);
	if (options->view)
		live_view_segment(options->view, &event);
}

static bool take_segment(struct pipeline *pipeline, const struct sighting *sighted, struct err *err)
{
	const struct segment *segment = &sighted->segment;
	struct step step;
	struct flow *flow =
	    conntrack_segment(pipeline->conntrack, segment, sighted->hash, &step, err);
	if (!flow)
		return false;

	struct evidence_step proven;
	pipeline->now_ns = segment->time_ns;
	if (pipeline->evidence)
		evidence_segment(pipeline->evidence, conntrack_index(pipeline->conntrack, flow),
				 flow, segment, &step, &proven);
	/* A RST that its receiver did not take ends nothing. The first pass proves nothing yet. */
	if (pipeline->evidence && pipeline->shows && proven.not_taken)
		step.ended = false;
	if (pipeline->shows && wants_segments(pipeline->options))
		show_segment(pipeline, flow, segment, &step, pipeline->evidence ? &proven : NULL);
	conntrack_expire(pipeline->conntrack);
	return true;
}

static bool take_frame(struct pipeline *pipeline, const struct frame *frame, struct err *err)
{
	const struct pipeline_options *options = pipeline->options;
	pipeline->statistics->captured++;
	if (pipeline->shows && options->dump && !dump_frame(options->dump, frame, err))
		return false;
	const struct sighting *sighted = ahead_take(&pipeline->ahead, frame);
	pipeline->statistics->results[sighted->result]++;
	if (sighted->result == DECODE_SEGMENT && !take_segment(pipeline, sighted, err))
		return false;
	if (!pipeline->shows)
		return true;
	if (!options->unbuffered)
		return output_commit(options->output, err);
	return output_flush(options->output, err) &&
	       (!options->dump || dump_flush(options->dump, err));
}

/* Nothing to read now: what is there goes out, so that a line is seen when it happens. */
static bool idle(const struct pipeline_options *options, bool draining, struct err *err)
{
	if (!output_flush(options->output, err) ||
	    (options->dump && !dump_flush(options->dump, err)))
		return false;
	if (options->view && live_view_flush(options->view))
		return true; /* what is left goes out at the next idle moment */
	return source_wait_unless(options->source, draining ? NULL : options->stop, err);
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
			pipeline->source_failed = true;
			return false;
		}
	}
}

/* One pass, with evidence as PASS says; NOTES: NULL when live. */
static bool pass(struct pipeline *pipeline, enum evidence_pass kind, struct notes *notes,
		 struct err *err)
{
	const struct pipeline_options *options = pipeline->options;
	const struct conntrack_options tracked = {
	    .max_connections = options->max_connections,
	    .vlan = options->vlan,
	    .undescribed = !pipeline->shows,
	    .ended = farewell,
	    .context = pipeline,
	};
	const struct evidence_options proven = {
	    .pass = kind,
	    .max_connections = options->max_connections,
	    .notes = notes,
	    .brief = !pipeline->shows || !wants_rows(options),
	};
	pipeline->conntrack = conntrack_new(&tracked, err);
	if (pipeline->conntrack && wants_evidence(options))
		pipeline->evidence = evidence_new(&proven, err);
	bool done = pipeline->conntrack && (pipeline->evidence || !wants_evidence(options));
	if (done) {
		ahead_init(&pipeline->ahead, options->source, conntrack_table(pipeline->conntrack));
		done = run(pipeline, err);
		conntrack_end(pipeline->conntrack);
		if (kind == EVIDENCE_FIRST)
			evidence_end(pipeline->evidence);
		pipeline->statistics->connections = conntrack_numbers(pipeline->conntrack);
	}
	if (pipeline->evidence) {
		pipeline->statistics->forgot = evidence_forgot(pipeline->evidence);
		if (done && (pipeline->no_memory || evidence_no_memory(pipeline->evidence)))
			done = err_set(err, "out of memory for what the capture proves");
	}
	evidence_free(pipeline->evidence);
	conntrack_free(pipeline->conntrack);
	return done;
}

/* What the first pass over a file found. */
struct survey {
	uint64_t captured; /* packets */
	bool forgot;
	bool failed; /* the file is damaged, or could not be read: the second pass tells, or it came
			once */
};

/* Reads the whole file for what is known only later, and begins it again. False when that cannot be
 * done. */
static bool survey(const struct pipeline_options *options, struct notes *notes,
		   struct survey *found, struct err *err)
{
	struct statistics_event statistics = {0};
	struct pipeline pipeline = {.options = options, .statistics = &statistics};
	struct err again;
	found->failed = !pass(&pipeline, EVIDENCE_FIRST, notes, err);
	if (found->failed && !pipeline.source_failed)
		return false;
	if (*options->stop)
		return err_set(err,
			       "interrupted while the file was read for the first time: nothing "
			       "is shown of it");
	found->captured = statistics.captured;
	notes_seal(notes);
	found->forgot = statistics.forgot || notes_left_out(notes) > 0;
	return source_rewind(options->source, found->failed ? &again : err);
}

static bool show(const struct pipeline_options *options, enum evidence_pass kind,
		 struct notes *notes, struct statistics_event *statistics, struct err *err)
{
	struct pipeline pipeline = {.options = options, .shows = true, .statistics = statistics};
	writer_begin(options->writer);
	if (options->connections)
		writer_begin(options->connections);
	bool done = output_flush(options->output, err) && pass(&pipeline, kind, notes, err);
	statistics->segments = statistics->results[DECODE_SEGMENT];
	statistics->connections -= statistics->stray;
	return done;
}

/* Shows what the first pass has read, with its NOTES, and no more. */
static bool show_again(const struct pipeline_options *options, const struct survey *found,
		       struct notes *notes, struct statistics_event *statistics, struct err *err)
{
	struct pipeline_options again = *options;
	/* Where notes are missing nothing says what they would. */
	enum evidence_pass kind = notes_left_out(notes) > 0 ? EVIDENCE_LIVE : EVIDENCE_SECOND;
	if (found->captured > 0)
		again.count = found->captured;
	if (!show(&again, kind, notes, statistics, err))
		return false;
	if (statistics->captured < found->captured && !*options->stop)
		return err_set(err,
			       "the file has changed while it was read: it had %" PRIu64
			       " packets, then %" PRIu64,
			       found->captured, statistics->captured);
	return !found->failed; /* an error that came once has taken something away */
}

bool pipeline_run(const struct pipeline_options *options, struct statistics_event *statistics,
		  struct err *err)
{
	*statistics = (struct statistics_event){0};
	if (!wants_evidence(options) || !source_can_rewind(options->source))
		return show(options, EVIDENCE_LIVE, NULL, statistics, err);
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	struct survey found = {0};
	if (!notes)
		return err_set(err, "out of memory for what a file proves");
	bool done = survey(options, notes, &found, err) &&
		    show_again(options, &found, notes, statistics, err);
	statistics->forgot |= found.forgot;
	notes_free(notes);
	return done;
}
