/* SPDX-License-Identifier: MIT */
#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "capture_filter.h"
#include "capture_origin.h"
#include "live_view.h"
#include "log.h"
#include "pipeline.h"
#include "process.h"
#include "report.h"
#include "sandbox.h"
#include "snapshot.h"
#include "terminal.h"

struct session {
	const struct sniffer_options *options;
	enum lang lang, listing_lang;
	volatile sig_atomic_t *resized;
	struct capture_origin origin;
	struct capture_filter filter;
	struct source *source;
	struct dump *dump; /* NULL without -w */
	struct output output;
	struct text table; /* --connections, when it has to wait until the segments are out */
	struct writer writer, connections;
	struct read_progress progress; /* of a file */
	struct live_view *view;        /* NULL without --http */
};

static struct source *open_source(const struct session *session, struct err *err)
{
	const struct sniffer_options *options = session->options;
	const char *filter = session->filter.words;
	if (options->read_file)
		return source_open_file(options->read_file, filter, err);
	struct source_live_options live = {
	    .interface = options->interface,
	    .filter = filter,
	    .buffer_kib = (uint32_t)options->buffer_kib,
	    .snapshot = snapshot_length(session->options, &session->writer, session->view),
	    .delay_ms = capture_delay_ms(session->options, &session->writer, session->view),
	};
	return source_open_live(&live, err);
}

/* The port of the view where its own segments can be captured: those of a loopback address come by
 * on no other interface. 0: nowhere. */
static uint16_t captured_view_port(const struct session *session)
{
	const struct sniffer_options *options = session->options;
	if (!session->view || options->read_file)
		return 0;
	if (live_view_is_local(session->view) && !source_sees_loopback(options->interface))
		return 0;
	return live_view_port(session->view);
}

/* What is wrong with a filter is told of the words that the user wrote. */
static struct source *open_with_filter(struct session *session, struct err *err)
{
	const struct sniffer_options *options = session->options;
	struct capture_filter *filter = &session->filter;
	if (!capture_filter_init(filter, options, captured_view_port(session), err))
		return NULL;
	struct source *source = open_source(session, err);
	if (source || !err->usage || !options->filter)
		return source;
	filter->words = options->filter;
	if (filter->built)
		source_close(open_source(session, err));
	capture_filter_hint(options, err);
	return NULL;
}

/* Before all else, so that the process that serves has nothing open that is ours. */
static bool open_view(struct session *session, struct err *err)
{
	const struct sniffer_options *options = session->options;
	const struct live_view_options view = {
	    .address = options->http,
	    .pace_ms = (uint32_t)options->http_pace_ms,
	    .lang = session->lang,
	    .origin = session->origin.told,
	    .whole = options->read_file != NULL,
	};
	session->view = live_view_open(&view, err);
	/* A file may be a pipe whose first bytes take their time. */
	if (session->view && options->read_file && !options->quiet)
		report_view(session->view, session->filter.left_out);
	return session->view != NULL;
}

/* A dump in a pipe may be shown on the terminal by who reads it. */
static bool shows_progress(const struct sniffer_options *options)
{
	return options->read_file && !options->quiet &&
	       (!options->write_file || strcmp(options->write_file, "-") != 0);
}

static void session_init(struct session *session, const struct sniffer_options *options,
			 const struct common_options *common)
{
	*session = (struct session){.options = options,
				    .lang = (enum lang)common->lang,
				    .listing_lang = (enum lang)common->listing_lang};
	capture_origin_init(&session->origin, options);
	output_init(&session->output, STDOUT_FILENO);
	read_progress_init(&session->progress, shows_progress(options) ? STDERR_FILENO : -1,
			   session->lang, &session->output);
	text_init(&session->table);
	struct writer_options shown = {
	    .lang = session->lang,
	    .listing_lang = session->listing_lang,
	    .times = options->times == 1 ? TIMES_NONE : (enum times)options->times,
	    .color = color_wanted((enum color_mode)common->color, STDOUT_FILENO),
	    .phases = options->phases,
	    .explain = options->explain,
	    .ascii = options->ascii || !terminal_set_locale(),
	    .time_scale = options->time_scale,
	    .columns = terminal_columns(STDOUT_FILENO),
	    .fit = !options->wrap && isatty(STDOUT_FILENO) == 1,
	    .order = options->order,
	    .payload = options->limit,
	    .origin = session->origin.told,
	    .text = &session->output.text,
	};
	/* As with tcpdump, -w writes instead of showing; who gives -f wants both. */
	const struct writer_format *format =
	    writer_formats[options->format < 0 ? 0 : options->format];
	if (options->format < 0 && options->write_file)
		format = &writer_none;
	writer_init(&session->writer, format, &shown);
	if (format != &writer_none)
		shown.text = &session->table;
	if (format != &writer_none || options->order.field)
		shown.rows = (uint32_t)options->max_connections;
	writer_init(&session->connections, &writer_connections, &shown);
}

static void session_release(struct session *session)
{
	dump_close(session->dump, NULL);
	source_close(session->source);
	capture_filter_release(&session->filter);
	live_view_close(session->view);
	writer_release(&session->connections);
	writer_release(&session->writer);
	text_release(&session->table);
	output_release(&session->output);
	capture_origin_release(&session->origin);
}

/* Who is told, in the order in which they are told the end: the table stands before what the format
 * says last, and the view may wait for a browser. */
static struct writers writers_of(struct session *session)
{
	struct writers writers = {.count = 0};
	if (session->options->connections)
		writers_add(&writers, &session->connections);
	writers_add(&writers, &session->writer);
	if (session->view)
		writers_add(&writers, live_view_writer(session->view));
	return writers;
}

static struct pipeline_options pipeline_of(struct session *session,
					   const volatile sig_atomic_t *stop)
{
	const struct sniffer_options *options = session->options;
	return (struct pipeline_options){
	    .source = session->source,
	    .dump = session->dump,
	    .output = &session->output,
	    .writers = writers_of(session),
	    .table = &session->table,
	    .selection = options->selection,
	    .numbering = options->canonical  ? NUMBERING_CANONICAL
			 : options->relative ? NUMBERING_RELATIVE
					     : NUMBERING_RAW,
	    .max_connections = (uint32_t)options->max_connections,
	    .progress = &session->progress,
	    .vlan = options->vlan,
	    .count = options->count,
	    .unbuffered = options->unbuffered,
	    .resized = session->resized,
	    .stop = stop,
	};
}

/* Every step is taken, whatever failed before; ERR says why the first did. */
static bool run(struct session *session, const volatile sig_atomic_t *stop, struct err *err)
{
	const struct sniffer_options *options = session->options;
	struct statistics_event statistics;
	struct err unused;
	const struct pipeline_options pipeline = pipeline_of(session, stop);
	if (pipeline_selects_ahead(&pipeline) && !source_can_rewind(session->source))
		return err_set_usage(err,
				     "--only asks what became of a connection, which is not known "
				     "when its segments are shown: %s can be read but once",
				     options->read_file);
	report_start(options, session->listing_lang, session->source);
	if (session->view && !options->quiet && !options->read_file)
		report_view(session->view, session->filter.left_out);
	bool done = pipeline_run(&pipeline, &statistics, err);
	bool left = session->output.closed || (session->dump && dump_closed(session->dump));
	if (!dump_close(session->dump, done ? err : &unused) && !left)
		done = false;
	session->dump = NULL;
	report_end(options, session->source, &statistics);
	if (session->view && options->read_file && done)
		live_view_hold(session->view, stop);
	if (done && session->view && live_view_has_ended(session->view))
		return err_set(err, "the process of the live view has ended: browsers were not "
				    "shown everything; start the sniffer again");
	if (!done || !report_is_understood(session->source, &statistics, err))
		return false;
	report_no_segment(options, &statistics);
	return true;
}

/* Nothing is shown to a closed standard output. */
static bool check_output(const struct session *session, struct err *err)
{
	bool shows = session->writer.format != &writer_none || session->options->connections;
	return !shows || !process_stream_is_closed(STDOUT_FILENO) || output_failed(EBADF, err);
}

static bool open_all(struct session *session, struct err *err)
{
	const struct sniffer_options *options = session->options;
	if ((options->http && !open_view(session, err)) || !check_output(session, err))
		return false;
	session->source = open_with_filter(session, err);
	if (!session->source || !options->write_file)
		return session->source;
	session->dump = dump_open(session->source, options->write_file, err);
	return session->dump;
}

static bool enter_sandbox(const struct session *session, struct err *err)
{
	struct sandbox sandbox = {
	    .profile = source_is_live(session->source) ? SANDBOX_CAPTURE : SANDBOX_FILES,
	};
	struct text report;
	text_init(&report);
	if (session->dump)
		sandbox.outputs[sandbox.output_count++] = dump_descriptor(session->dump);
	if (session->view)
		sandbox.outputs[sandbox.output_count++] = live_view_descriptor(session->view);
	bool done = sandbox_enter(&sandbox, &report, err);
	if (done && session->options->verbose)
		log_line("%s", text_c_string(&report));
	text_release(&report);
	return done;
}

/* From here on bytes from strangers are looked at. */
static bool begin(struct session *session, struct err *err)
{
	return source_begin(session->source, err) &&
	       (!session->dump || dump_begin(session->dump, session->source, err));
}

struct session *session_open(const struct sniffer_options *options,
			     const struct common_options *common, struct err *err)
{
	struct session *session = malloc(sizeof *session);
	if (!session) {
		err_set(err, "out of memory");
		return NULL;
	}
	session_init(session, options, common);
	if (open_all(session, err))
		return session;
	session_close(session);
	return NULL;
}

bool session_run(struct session *session, const volatile sig_atomic_t *stop,
		 volatile sig_atomic_t *resized, struct err *err)
{
	session->resized = resized;
	return enter_sandbox(session, err) && begin(session, err) && run(session, stop, err);
}

void session_close(struct session *session)
{
	if (!session)
		return;
	session_release(session);
	free(session);
}
