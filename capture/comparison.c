/* SPDX-License-Identifier: MIT */
#include "comparison.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "compare_paths.h"
#include "compared_capture.h"
#include "comparison_html.h"
#include "comparison_output.h"
#include "live_view.h"
#include "process.h"
#include "report.h"
#include "sandbox.h"

struct comparison_session {
	const struct sniffer_options *options;
	const volatile sig_atomic_t *stop;
	enum lang lang;
	struct compare_paths paths;
	struct compared_capture *captures; /* owned; A's and B's of each path */
	struct comparison_output shown;
	struct read_progress progress;
	struct comparison_totals totals;
	struct text policy;     /* of the page of --http */
	struct live_view *view; /* NULL without --http */
	struct err damage;      /* what is wrong with the first file that is damaged */
	bool damaged;
	bool segments; /* there was one, or but one folder has a scenario */
};

/* Each has its file open until it is read: as many as may be. */
static void raise_limit(void)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
	}
}

static bool open_all(struct comparison_session *session, struct err *err)
{
	const struct sniffer_options *options = session->options;
	struct compare_paths *paths = &session->paths;
	if (!compare_paths_find(paths, options->compared[0], options->compared[1], err))
		return false;
	raise_limit();
	session->captures = calloc(2 * paths->count, sizeof *session->captures);
	if (!session->captures)
		return err_set(err, "out of memory");
	for (size_t i = 0; i < 2 * paths->count; i++) {
		const struct compare_path *path = &paths->items[i / 2];
		if (path->files[i % 2] &&
		    !compared_capture_open(&session->captures[i], options, path->files[i % 2], err))
			return false;
	}
	return true;
}

/* Before all else, so that the process that serves has nothing open that is ours. */
static bool open_view(struct comparison_session *session, struct err *err)
{
	html_comparison_policy(&session->policy);
	const struct live_view_options view = {
	    .address = session->options->http,
	    .lang = session->lang,
	    .whole = true,
	    .policy = text_c_string(&session->policy),
	};
	session->view = live_view_open(&view, err);
	return session->view;
}

/* Nothing is opened from here on, and bytes from strangers are looked at. */
static bool enter_sandbox(const struct comparison_session *session, struct err *err)
{
	struct sandbox sandbox = {.profile = SANDBOX_FILES};
	if (session->view)
		sandbox.outputs[sandbox.output_count++] = live_view_descriptor(session->view);
	return sandbox_enter(&sandbox, NULL, err);
}

/* What was read of a damaged file is compared, and what is wrong with it is told in the end. */
static bool read_capture(struct comparison_session *session, struct compared_capture *capture,
			 struct err *err)
{
	struct err reason = {0};
	if (compared_capture_read(capture, &session->shown.output, &session->progress,
				  session->stop, &reason))
		return true;
	if (!session->damaged)
		session->damage = reason;
	session->damaged |= capture->damaged;
	if (!capture->damaged)
		*err = reason;
	return capture->damaged;
}

/* A scenario of which the filter leaves nothing is not among those that are told. */
static bool has_segments(const struct compared_capture captures[2])
{
	return captures[0].list.segment_count + captures[1].list.segment_count > 0;
}

/* Nothing is the same as nothing; whoever asks did not mean that. */
static bool refuse_nothing(const struct comparison_session *session, struct err *err)
{
	const struct sniffer_options *options = session->options;
	bool filtered = options->filter || options->port != 0;
	return err_set(err, "neither in %s nor in %s is a TCP segment%s: nothing is compared",
		       options->compared[0], options->compared[1],
		       filtered ? " that passes the filter" : "");
}

/* Windows hang on when a program reads, and on the machine's memory: no golden output holds them,
 * or the labels and states that are read from them. */
static void leave_out_windows(struct compared_capture captures[2])
{
	for (int which = 0; which < 2; which++)
		captures[which].list.fields &=
		    ~(unsigned)(COMPARE_WINDOWS | COMPARE_LABELS | COMPARE_STATES);
}

/* Those of path AT, and what became of them. */
static bool compare_pair(struct comparison_session *session, size_t at, struct err *err)
{
	const struct compare_path *path = &session->paths.items[at];
	struct compared_capture *captures = &session->captures[2 * at];
	const char *const *given = session->options->compared;
	struct differences differences = {0};
	for (int which = 0; which < 2; which++)
		if (!read_capture(session, &captures[which], err))
			return false;
	const struct comparison_event event = {
	    .name = path->name,
	    .files = {path->plays ? given[0] : path->files[0],
		      path->plays ? given[1] : path->files[1]},
	    .lists = {&captures[0].list, &captures[1].list},
	    .differences = &differences,
	};
	if (!has_segments(captures))
		return path->name || refuse_nothing(session, err);
	session->segments = true;
	if (path->name || path->plays)
		leave_out_windows(captures);
	bool done = differences_find(event.lists[0], event.lists[1], &differences) ||
		    err_set(err, "out of memory for what is compared");
	if (done && *session->stop)
		done = err_set(err, "interrupted: nothing is compared");
	if (done) {
		comparison_output_show(&session->shown, &event);
		session->totals.pairs++;
		session->totals.same += comparison_is_same(&event);
	}
	differences_release(&differences);
	for (int which = 0; which < 2; which++)
		compared_capture_release(&captures[which]);
	return done && (output_flush(&session->shown.output, err) || session->shown.output.closed);
}

/* What but one folder has: path AT. */
static bool tell_only(struct comparison_session *session, size_t at, struct err *err)
{
	const struct compare_path *path = &session->paths.items[at];
	const int which = path->files[0] == NULL;
	struct compared_capture *capture = &session->captures[2 * at + (size_t)which];
	struct comparison_event event = {.name = path->name,
					 .files = {path->files[0], path->files[1]}};
	if (!read_capture(session, capture, err))
		return false;
	event.lists[which] = &capture->list;
	comparison_output_show(&session->shown, &event);
	session->segments = true;
	session->totals.only[which]++;
	compared_capture_release(capture);
	return true;
}

/* Browsers are shown the page until a signal comes. */
static bool serve(struct comparison_session *session, struct err *err)
{
	live_view_document(session->view, &session->shown.page);
	if (!session->options->quiet)
		report_view(session->view, 0);
	live_view_hold(session->view, session->stop);
	return !live_view_has_ended(session->view) ||
	       err_set(err, "the process of the live view has ended: browsers are shown nothing "
			    "more; start the sniffer again");
}

static bool compare_all(struct comparison_session *session, struct err *err)
{
	for (size_t i = 0; i < session->paths.count && !session->shown.output.closed; i++) {
		const struct compare_path *path = &session->paths.items[i];
		bool both = path->files[0] && path->files[1];
		if (!(both ? compare_pair : tell_only)(session, i, err))
			return false;
	}
	if (!session->segments && !session->shown.output.closed)
		return refuse_nothing(session, err);
	comparison_output_finish(&session->shown,
				 session->paths.items[0].name ? &session->totals : NULL);
	return output_flush(&session->shown.output, err) || session->shown.output.closed;
}

static void session_init(struct comparison_session *session, const struct common_options *common)
{
	const struct sniffer_options *options = session->options;
	session->lang = (enum lang)common->lang;
	comparison_output_init(&session->shown, options, session->lang);
	read_progress_init(&session->progress, options->quiet ? -1 : STDERR_FILENO, session->lang,
			   &session->shown.output);
	text_init(&session->policy);
}

static void session_release(struct comparison_session *session)
{
	for (size_t i = 0; session->captures && i < 2 * session->paths.count; i++)
		compared_capture_release(&session->captures[i]);
	free(session->captures);
	compare_paths_release(&session->paths);
	live_view_close(session->view);
	comparison_output_release(&session->shown);
	text_release(&session->policy);
}

static bool check_output(struct err *err)
{
	return !process_stream_is_closed(STDOUT_FILENO) || output_failed(EBADF, err);
}

enum comparison_result comparison_run(const struct sniffer_options *options,
				      const struct common_options *common, void (*ready)(void),
				      const volatile sig_atomic_t *stop, struct err *err)
{
	struct comparison_session session = {.options = options, .stop = stop};
	session_init(&session, common);
	bool done = check_output(err) && (!options->http || open_view(&session, err)) &&
		    open_all(&session, err);
	if (done) {
		ready();
		done = enter_sandbox(&session, err) && compare_all(&session, err);
	}
	if (done && session.view)
		done = serve(&session, err);
	if (done && session.damaged) {
		*err = session.damage;
		done = false;
	}
	bool same = session.totals.same == session.totals.pairs &&
		    session.totals.only[0] + session.totals.only[1] == 0;
	session_release(&session);
	return !done ? COMPARISON_FAILED : same ? COMPARISON_SAME : COMPARISON_DIFFERENT;
}
