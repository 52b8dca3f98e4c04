/* SPDX-License-Identifier: MIT */
#include "evidence.h"
#include "explain.h"
#include "pass_private.h"
#include "terminal.h"

enum { FRAMES_AT_ONCE = 4096 }; /* before the clock is looked at */

static void show_segment(struct pass *pass, struct flow *flow, const struct segment *segment,
			 const struct step *step, struct evidence_step *proven)
{
	const struct pipeline_options *options = pass->options;
	const struct explain_input input = {
	    .flow = flow,
	    .segment = segment,
	    .step = step,
	    .evidence = proven,
	    .numbering = options->numbering,
	    .connections = conntrack_live(pass->conntrack),
	    .only = pass->only_one,
	};
	struct segment_event event;
	struct claim_set claims;
	if (!explain_segment(&input, &event, proven ? &claims : NULL))
		pass->no_memory = true;
	writers_segment(&options->writers, &event);
}

/* Something that was held back counts, and that changes what stands behind it: that is shown when
 * the file is read again. */
static void note_released(struct pass *pass, const struct step *step, uint64_t frame)
{
	evidence_note_counts(pass->notes, step, frame);
	if (!pass->shown || pass->shown->left)
		return;
	pass->shown->left = true;
	pass->shown->captured = pass->statistics->captured;
	pass->shows = false;
}

/* Of a selection only its segments are dumped. */
static bool take_segment(struct pass *pass, const struct frame *frame,
			 const struct decoded_frame *decoded, struct err *err)
{
	const struct pipeline_options *options = pass->options;
	const struct segment *segment = &decoded->segment;
	struct step step;
	struct flow *flow = conntrack_segment(pass->conntrack, segment, decoded->hash, &step, err);
	if (!flow)
		return false;

	struct evidence_step proven;
	pass->now_ns = segment->time_ns;
	if (step.released && pass->notes && pass->kind != EVIDENCE_SECOND)
		note_released(pass, &step, segment->frame);
	if (step.strays && pass->notes && pass->kind != EVIDENCE_SECOND)
		evidence_note_strays(pass->notes, &step);
	if (pass->evidence)
		evidence_segment(pass->evidence, conntrack_index(pass->conntrack, flow), flow,
				 segment, &step, &proven);
	/* A RST that its receiver did not take ends nothing. The first pass proves nothing yet. */
	if (pass->evidence && pass->shows && proven.not_taken)
		step.ended = false;
	bool chosen = pass->shows && pass_is_chosen(pass, flow);
	if (chosen)
		pass->statistics->segments++;
	chosen &= pass->statistics->captured >= pass->before.captured;
	if (chosen && pass->wants_segments)
		show_segment(pass, flow, segment, &step, pass->evidence ? &proven : NULL);
	return !chosen || !options->selection || !options->dump ||
	       dump_frame(options->dump, frame, err);
}

static bool take_frame(struct pass *pass, const struct frame *frame, struct err *err)
{
	const struct pipeline_options *options = pass->options;
	pass->statistics->captured++;
	if (pass->shows && options->dump && !options->selection &&
	    pass->statistics->captured > pass->before.captured &&
	    !dump_frame(options->dump, frame, err))
		return false;
	const struct decoded_frame *decoded = prefetch_take(&pass->prefetch, frame);
	pass->statistics->results[decoded->result]++;
	if (decoded->result == DECODE_SEGMENT && !take_segment(pass, frame, decoded, err))
		return false;
	if (!pass->shows)
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
	if (writers_flush(&options->writers))
		return true; /* what is left goes out at the next idle moment */
	return source_wait_unless(options->source, draining ? NULL : options->stop, err);
}

/* What follows is as wide as the terminal is now. */
static void look_at_terminal(const struct pipeline_options *options)
{
	if (!options->resized || !*options->resized)
		return;
	*options->resized = 0;
	writers_resize(&options->writers, terminal_columns(options->output->fd));
}

static void show_progress(const struct pipeline_options *options)
{
	if (options->progress)
		read_progress_draw(options->progress, options->source);
}

/* *FRAME: the next one, in ROOM where it was not looked at before. */
static enum source_status next_frame(struct pass *pass, bool draining, struct frame *room,
				     const struct frame **frame, struct err *err)
{
	*frame = draining ? NULL : prefetch_next(&pass->prefetch);
	if (*frame)
		return SOURCE_FRAME;
	*frame = room;
	return source_next(pass->options->source, room, err);
}

static bool run(struct pass *pass, struct err *err)
{
	const struct pipeline_options *options = pass->options;
	bool draining = false;
	for (;;) {
		struct frame room;
		const struct frame *frame;
		look_at_terminal(options);
		if (*options->stop && !draining) {
			source_drain(options->source);
			draining = true;
		}
		switch (next_frame(pass, draining, &room, &frame, err)) {
		case SOURCE_FRAME:
			if (!take_frame(pass, frame, err))
				return false;
			if (pass->statistics->captured % FRAMES_AT_ONCE == 0)
				show_progress(options);
			if (pass->statistics->captured == options->count)
				return true;
			break;
		case SOURCE_IDLE:
			show_progress(options);
			if (!idle(options, draining, err))
				return false;
			break;
		case SOURCE_END:
			return true;
		case SOURCE_FAILED:
			pass->source_failed = true;
			return false;
		}
	}
}

/* Ends all connections of the tables. */
static void end(struct pass *pass)
{
	conntrack_end(pass->conntrack);
	if (pass->evidence && pass->kind == EVIDENCE_FIRST)
		evidence_end(pass->evidence);
}

static bool counts(uint64_t frame, void *context)
{
	const struct pass *pass = context;
	return evidence_counts(pass->notes, frame);
}

static bool is_stray(uint64_t frame, void *context)
{
	const struct pass *pass = context;
	return notes_is_stray(pass->notes, frame);
}

static bool open_tables(struct pass *pass, struct err *err)
{
	const struct pipeline_options *options = pass->options;
	const struct conntrack_options tracked = {
	    .max_connections = options->max_connections,
	    .vlan = options->vlan,
	    .counts = pass->kind == EVIDENCE_SECOND ? counts : NULL,
	    .strays = pass->notes ? is_stray : NULL,
	    .undescribed = !pass->shows && !pass->chosen,
	    .ended = pass_connection_ended,
	    .context = pass,
	};
	const struct evidence_options proven = {
	    .pass = pass->kind,
	    .max_connections = options->max_connections,
	    .notes = pass->notes,
	    .brief = !pass->shows || !writers_want_rows(&options->writers),
	};
	bool proves = pass->shows || pass->kind == EVIDENCE_FIRST;
	bool wants_evidence = proves && writers_want_evidence(&options->writers);
	pass->wants_segments = pass->shows && writers_want_segments(&options->writers);
	pass->conntrack = conntrack_new(&tracked, err);
	if (pass->conntrack && wants_evidence)
		pass->evidence = evidence_new(&proven, err);
	return pass->conntrack && (pass->evidence || !wants_evidence);
}

bool pass_run(const struct pass_options *options, struct statistics_event *statistics,
	      bool *source_failed, struct err *err)
{
	struct pass pass = {
	    .options = options->pipeline,
	    .kind = options->kind,
	    .shows = options->shows,
	    .chosen = options->chosen,
	    .notes = options->notes,
	    .shown = options->shown,
	    .statistics = statistics,
	};
	if (pass.shown && pass.shown->left) {
		pass.before = *pass.shown;
		pass.shown = NULL;
	}
	pass.only_one = pass_is_of_one(&pass);
	bool done = open_tables(&pass, err);
	if (done) {
		prefetch_init(&pass.prefetch, options->pipeline->source,
			      conntrack_table(pass.conntrack));
		done = run(&pass, err);
		end(&pass);
	}
	if (pass.evidence) {
		statistics->forgot |= evidence_forgot(pass.evidence);
		pass.no_memory |= evidence_no_memory(pass.evidence);
	}
	if (done && pass.no_memory)
		done = err_set(err, "out of memory for what the capture proves");
	evidence_free(pass.evidence);
	conntrack_free(pass.conntrack);
	*source_failed = pass.source_failed;
	return done;
}
