/* SPDX-License-Identifier: MIT */
#include "live_view.h"

#include <errno.h>
#include <event2/event.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "event_pipe.h"
#include "page_record.h"
#include "view_address.h"
#include "view_process.h"

enum {
	PIPE_BYTES = 1 << 20, /* as much as an ordinary user may have */
	BACKLOG = 1024,
	FLUSH_MS = 5,
	DRAIN_MS = 200, /* for the last records to reach the browsers */
};

struct live_view {
	struct writer writer; /* its state is the view */
	struct view_address address;
	struct event_pipe pipe;
	int lifeline; /* the read end of a pipe whose write end ends with the other process */
	uint64_t left_segments;
};

static int listen_at(struct view_address *address, struct err *err)
{
	struct sockaddr_storage sockaddr;
	socklen_t length = view_address_sockaddr(address, &sockaddr);
	struct text name;
	int on = 1;
	int fd = socket(sockaddr.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd >= 0 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
	    bind(fd, (struct sockaddr *)&sockaddr, length) == 0 && listen(fd, BACKLOG) == 0 &&
	    getsockname(fd, (struct sockaddr *)&sockaddr, &length) == 0) {
		endpoint_from_sockaddr(&address->endpoint, (struct sockaddr *)&sockaddr);
		return fd;
	}
	int error = errno;
	text_init(&name);
	text_endpoint(&name, &address->endpoint);
	err_set(err, "cannot serve the live view on %s: %s%s", text_c_string(&name),
		strerror(error),
		error == EADDRINUSE ? ": --http=:0 takes a port that is free" : "");
	text_release(&name);
	if (fd >= 0)
		close(fd);
	return -1;
}

static void close_pair(const int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

/* RECORDS: from here to there; LIFELINE: one byte when it is ready, then nothing but its end. */
static bool make_pipes(int records[2], int lifeline[2], struct err *err)
{
	if (pipe2(records, O_CLOEXEC) == 0) {
		if (pipe2(lifeline, O_CLOEXEC) == 0) {
			fcntl(records[1], F_SETFL, O_NONBLOCK);
			fcntl(records[0], F_SETFL, O_NONBLOCK);
			fcntl(records[1], F_SETPIPE_SZ, PIPE_BYTES);
			return true;
		}
		close_pair(records);
	}
	err_set(err, "cannot make a pipe: %s", strerror(errno));
	return false;
}

/* Until the other process serves: who is told the address can use it, and whatever ends this
 * process from now on ends the other, too. */
static bool await_ready(int lifeline)
{
	char ready;
	ssize_t got;
	do
		got = read(lifeline, &ready, 1);
	while (got < 0 && errno == EINTR);
	return got == 1;
}

static bool start(struct live_view *view, const struct live_view_options *options, int listener,
		  struct err *err)
{
	int records[2], lifeline[2];
	if (!make_pipes(records, lifeline, err))
		return false;
	pid_t parent = getpid(), child = fork();
	if (child == 0) {
		const struct view_process process = {
		    .address = &view->address,
		    .listener = listener,
		    .records = records[0],
		    .pace_ms = options->pace_ms,
		    .lang = options->lang,
		    .origin = options->origin,
		    .policy = options->policy,
		    .ready = lifeline[1],
		    .parent = parent,
		};
		close(records[1]);
		close(lifeline[0]);
		_exit(view_process_run(&process) ? 0 : 1);
	}
	close(records[0]);
	close(lifeline[1]);
	if (child < 0 || !await_ready(lifeline[0])) {
		err_set(err, "cannot start the live view: %s",
			child < 0 ? strerror(errno) : "its process ended before it served");
		close(records[1]);
		close(lifeline[0]);
		return false;
	}
	event_pipe_init(&view->pipe, records[1], options->whole);
	view->lifeline = lifeline[0];
	return true;
}

static void segment(struct writer *writer, const struct segment_event *event)
{
	struct live_view *view = writer->state;
	bool shown = page_shows(event);
	view->left_segments += !shown;
	if (!shown && !page_tells_fates(event))
		return;
	struct text *text = event_pipe_take(&view->pipe);
	if (!text)
		return;
	if (shown)
		text_page_segment(text, event);
	text_page_fates(text, event);
	event_pipe_put(&view->pipe);
}

static void fates(struct writer *writer, const struct fates_event *event)
{
	struct live_view *view = writer->state;
	struct text *text = event_pipe_take(&view->pipe);
	if (!text)
		return;
	text_page_last_fates(text, event);
	event_pipe_put(&view->pipe);
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct live_view *view = writer->state;
	struct text *text = event_pipe_take(&view->pipe);
	if (!text)
		return;
	text_page_connection(text, event);
	event_pipe_put(&view->pipe);
}

static bool flush(struct writer *writer)
{
	struct live_view *view = writer->state;
	event_pipe_flush(&view->pipe);
	if (!event_pipe_waits(&view->pipe))
		return false;
	struct pollfd writable = {.fd = view->pipe.fd, .events = POLLOUT};
	poll(&writable, 1, FLUSH_MS);
	event_pipe_flush(&view->pipe);
	return event_pipe_waits(&view->pipe);
}

static void statistics(struct writer *writer, const struct statistics_event *event)
{
	struct live_view *view = writer->state;
	/* The capture is over, so there is time. */
	for (int i = 0; i < DRAIN_MS / FLUSH_MS && flush(writer); i++)
		;
	struct text *text = event_pipe_take(&view->pipe);
	if (!text)
		return;
	text_page_end(text, event, view->left_segments, 0);
	event_pipe_put(&view->pipe);
}

static const struct writer_format format = {
    .name = "view",
    .rows = true,
    .segment = segment,
    .fates = fates,
    .connection = connection,
    .statistics = statistics,
    .flush = flush,
};

struct live_view *live_view_open(const struct live_view_options *options, struct err *err)
{
	struct live_view *view = calloc(1, sizeof *view);
	if (!view) {
		err_set(err, "out of memory for the live view");
		return NULL;
	}
	int listener = -1;
	bool started = view_address_parse(options->address, &view->address, err) &&
		       (listener = listen_at(&view->address, err)) >= 0 &&
		       start(view, options, listener, err);
	if (listener >= 0)
		close(listener);
	view->writer = (struct writer){.format = &format, .state = view};
	if (started)
		return view;
	free(view);
	return NULL;
}

void live_view_close(struct live_view *view)
{
	if (!view)
		return;
	struct pollfd ended = {.fd = view->lifeline};
	event_pipe_flush(&view->pipe);
	event_pipe_release(&view->pipe);
	poll(&ended, 1, DRAIN_MS);
	close(view->lifeline);
	free(view);
}

void live_view_document(struct live_view *view, const struct text *document)
{
	struct text *text = event_pipe_take(&view->pipe);
	if (!text)
		return;
	text_bytes(text, document->bytes, document->length);
	event_pipe_put(&view->pipe);
	event_pipe_flush(&view->pipe);
}

struct writer *live_view_writer(struct live_view *view)
{
	return &view->writer;
}

int live_view_descriptor(const struct live_view *view)
{
	return view->pipe.fd;
}

void live_view_url(const struct live_view *view, struct text *text)
{
	text_string(text, "http://");
	text_endpoint(text, &view->address.endpoint);
	text_char(text, '/');
}

uint16_t live_view_port(const struct live_view *view)
{
	return view->address.endpoint.port;
}

bool live_view_is_local(const struct live_view *view)
{
	return view->address.loopback;
}

/* Sleeps until a signal that MASK does not block arrives, or the process that serves has ended
 * (false). */
static bool wait_for_end(const struct live_view *view, const sigset_t *mask)
{
	struct pollfd ended = {.fd = view->lifeline};
	return ppoll(&ended, 1, NULL, mask) <= 0;
}

void live_view_hold(struct live_view *view, const volatile sig_atomic_t *stop)
{
	sigset_t ours, before;
	sigemptyset(&ours);
	sigaddset(&ours, SIGINT);
	sigaddset(&ours, SIGTERM);
	sigprocmask(SIG_BLOCK, &ours, &before);
	flush(&view->writer);
	while (!*stop && wait_for_end(view, &before))
		;
	sigprocmask(SIG_SETMASK, &before, NULL);
}

bool live_view_has_ended(const struct live_view *view)
{
	struct pollfd ended = {.fd = view->lifeline};
	return view->pipe.gone || poll(&ended, 1, 0) > 0;
}

const char *live_view_library_version(void)
{
	return event_get_version();
}
