/* SPDX-License-Identifier: MIT */
#include "pipeline.h"

#include <inttypes.h>

#include "notes.h"
#include "pass.h"

/* What the first pass over a file found. */
struct survey {
	unsigned readings, reading;     /* of the file in all; the one that goes on */
	uint64_t captured;              /* packets */
	const struct pass_shown *shown; /* what was shown of it before; NULL: nothing */
	bool forgot;
	bool failed; /* the file is damaged, or could not be read: the second pass tells, or it came
			once */
};

bool pipeline_selects_ahead(const struct pipeline_options *options)
{
	return options->selection && !selection_is_by_number(options->selection) &&
	       (options->dump || writers_want_segments(&options->writers));
}

static void begin_progress(const struct pipeline_options *options, struct survey *found)
{
	if (options->progress)
		read_progress_begin(options->progress, ++found->reading, found->readings);
}

static bool interrupted(const struct survey *found, struct err *err)
{
	if (found->shown)
		return err_set(err,
			       "interrupted while the file was read on for what is known only "
			       "later: nothing is shown of what follows packet %" PRIu64,
			       found->shown->captured - 1);
	return err_set(err, "interrupted while the file was read for the first time: nothing "
			    "is shown of it");
}

/* The first pass is over, and DONE: begins the file again. False when that cannot be done. */
static bool begin_again(const struct pipeline_options *options, struct notes *notes,
			const struct statistics_event *statistics, struct survey *found,
			struct err *err)
{
	struct err again;
	found->captured = statistics->captured;
	notes_seal(notes);
	found->forgot = statistics->forgot || notes_left_out(notes) > 0;
	return source_rewind(options->source, found->failed ? &again : err);
}

/* Reads the whole file for what is known only later, and begins it again. False when that cannot be
 * done. CHOSEN: NULL, or what the selection takes. */
static bool survey(const struct pipeline_options *options, struct notes *notes,
		   struct chosen *chosen, struct survey *found, struct err *err)
{
	struct statistics_event statistics = {0};
	const struct pass_options first = {
	    .pipeline = options, .kind = EVIDENCE_FIRST, .notes = notes, .chosen = chosen};
	bool source_failed;
	begin_progress(options, found);
	if (chosen)
		chosen_release(chosen);
	found->failed = !pass_run(&first, &statistics, &source_failed, err);
	if (found->failed && !source_failed)
		return false;
	if (*options->stop)
		return interrupted(found, err);
	return begin_again(options, notes, &statistics, found, err);
}

/* Where that tells of segments that counted and were stray, what it told of others rests on them:
 * once more, without these. */
static bool survey_again(const struct pipeline_options *options, struct notes *notes,
			 struct chosen *chosen, struct survey *found, struct err *err)
{
	if (found->failed || !notes_begin_anew(notes))
		return true;
	found->readings++;
	return survey(options, notes, chosen, found, err);
}

/* As survey(), when the notes tell of segments that were held back that they count: chooses anew,
 * for that changes what became of their connections. */
static bool choose_again(const struct pipeline_options *options, struct notes *notes,
			 struct chosen *chosen, struct survey *found, struct err *err)
{
	struct statistics_event statistics = {0};
	struct pipeline_options again = *options;
	const struct pass_options second = {
	    .pipeline = &again, .kind = EVIDENCE_SECOND, .notes = notes, .chosen = chosen};
	struct err unused;
	bool source_failed;
	again.count = found->captured;
	chosen_release(chosen);
	found->readings++;
	begin_progress(options, found);
	if (!pass_run(&second, &statistics, &source_failed, err) && !source_failed)
		return false;
	notes_begin_again(notes);
	return source_rewind(options->source, found->failed ? &unused : err);
}

static bool reader_left(const struct pipeline_options *options)
{
	return options->output->closed || (options->dump && dump_closed(options->dump));
}

static bool show(const struct pass_options *shown, struct statistics_event *statistics,
		 bool *source_failed, struct err *err)
{
	const struct pipeline_options *options = shown->pipeline;
	if (!(shown->shown && shown->shown->left))
		writers_begin(&options->writers);
	bool done =
	    output_flush(options->output, err) && pass_run(shown, statistics, source_failed, err);
	/* A failure of our own is told instead. */
	if (!done && !*source_failed && !reader_left(options))
		statistics->forgot = false;
	return done;
}

/* Shows what the first pass has read, with its NOTES, and no more; of that not what was SHOWN. */
static bool show_again(const struct pipeline_options *options, struct survey *found,
		       struct notes *notes, struct chosen *chosen, struct pass_shown *shown,
		       struct statistics_event *statistics, struct err *err)
{
	struct pipeline_options again = *options;
	/* Where notes are missing nothing says what they would. */
	const struct pass_options second = {
	    .pipeline = &again,
	    .kind = notes_left_out(notes) > 0 ? EVIDENCE_LIVE : EVIDENCE_SECOND,
	    .notes = notes,
	    .chosen = chosen,
	    .shown = shown,
	    .shows = true,
	};
	bool source_failed = false;
	begin_progress(options, found);
	if (found->captured > 0)
		again.count = found->captured;
	statistics->forgot = found->forgot;
	if (!show(&second, statistics, &source_failed, err))
		return false;
	if (statistics->captured < found->captured && !*options->stop)
		return err_set(err,
			       "the file has changed while it was read: it had %" PRIu64
			       " packets, then %" PRIu64,
			       found->captured, statistics->captured);
	return !found->failed; /* an error that came once has taken something away */
}

/* A file, where two passes tell more. */
static bool read_twice(const struct pipeline_options *options, struct statistics_event *statistics,
		       struct err *err)
{
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	struct survey found = {.readings = 2};
	bool ahead = pipeline_selects_ahead(options);
	struct chosen set = {0}, *chosen = ahead ? &set : NULL;
	if (!notes)
		return err_set(err, "out of memory for what a file proves");
	bool done = survey(options, notes, chosen, &found, err) &&
		    survey_again(options, notes, chosen, &found, err) &&
		    (!ahead || !evidence_any_counts(notes) ||
		     choose_again(options, notes, chosen, &found, err)) &&
		    show_again(options, &found, notes, chosen, NULL, statistics, err);
	chosen_release(&set);
	notes_free(notes);
	return done;
}

/* A file that is shown while it is read. Nearly always once is enough. */
static bool read_and_show(const struct pipeline_options *options, struct notes *notes,
			  struct statistics_event *statistics, struct err *err)
{
	struct pass_shown shown = {.left = false};
	struct survey found = {.readings = 1, .shown = &shown};
	const struct pass_options first = {.pipeline = options,
					   .kind = EVIDENCE_LIVE,
					   .notes = notes,
					   .shown = &shown,
					   .shows = true};
	bool source_failed = false;
	begin_progress(options, &found);
	bool done = show(&first, statistics, &source_failed, err);
	if (!shown.left || (!done && !source_failed))
		return done;
	if (*options->stop)
		return interrupted(&found, err);
	found.failed = !done;
	found.readings++;
	if (!begin_again(options, notes, statistics, &found, err) ||
	    !survey_again(options, notes, NULL, &found, err))
		return false;
	*statistics = (struct statistics_event){0};
	return show_again(options, &found, notes, NULL, &shown, statistics, err);
}

static bool read_table(const struct pipeline_options *options, struct statistics_event *statistics,
		       struct err *err)
{
	struct notes *notes = notes_new(NOTES_BYTES_MAX);
	if (!notes)
		return err_set(err, "out of memory for what a file proves");
	bool done = read_and_show(options, notes, statistics, err);
	notes_free(notes);
	return done;
}

/* Live, and what can be read but once: one pass. */
static bool read_source(const struct pipeline_options *options, struct statistics_event *statistics,
			struct err *err)
{
	bool rewinds = source_can_rewind(options->source);
	if (rewinds &&
	    (pipeline_selects_ahead(options) || writers_want_evidence(&options->writers)))
		return read_twice(options, statistics, err);
	if (rewinds && writers_have_table(&options->writers))
		return read_table(options, statistics, err);
	const struct pass_options once = {
	    .pipeline = options, .kind = EVIDENCE_LIVE, .shows = true};
	struct survey found = {.readings = 1};
	bool source_failed = false;
	begin_progress(options, &found);
	return show(&once, statistics, &source_failed, err);
}

static bool count_received(struct source *source, struct statistics_event *statistics,
			   struct err *err)
{
	struct source_statistics counted;
	if (!source_statistics(source, &counted, err))
		return false;
	statistics->received = source_is_live(source) ? counted.received : statistics->captured;
	statistics->dropped = counted.dropped;
	return true;
}

/* The last event. What a writer says goes out before the next one is told; one that waits for
 * somebody comes last. */
static bool end(const struct pipeline_options *options, const struct statistics_event *statistics,
		struct err *err)
{
	struct err unused;
	bool done = true;
	for (size_t i = 0; i < options->writers.count; i++) {
		struct writer *writer = options->writers.all[i];
		writer_statistics(writer, statistics);
		if (options->table && writer->options.text == options->table)
			output_take_over(options->output, options->table);
		done &= output_flush(options->output, done ? err : &unused);
	}
	return done;
}

bool pipeline_run(const struct pipeline_options *options, struct statistics_event *statistics,
		  struct err *err)
{
	struct err unused;
	*statistics = (struct statistics_event){0};
	bool done = read_source(options, statistics, err) || reader_left(options);
	if (options->progress)
		read_progress_clear(options->progress);
	if (!count_received(options->source, statistics, done ? err : &unused))
		done = false;
	if (!end(options, statistics, done ? err : &unused) && !reader_left(options))
		done = false;
	return done;
}
