/* SPDX-License-Identifier: MIT */
#include "outlet.h"

#include <errno.h>
#include <event2/buffer.h>
#include <inttypes.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "async_notify.h"
#include "output.h"
#include "sink.h"

/* At the end, a reader that takes nothing for so long is none. */
enum { PATIENCE_MS = 1000 };

struct outlet {
	enum lang lang;
	outlet_failed_fn *failed; /* NULL once it was called */
	void *context;
	struct async_notify notify; /* the owner has something to do */
	struct event *writable;     /* the owner's */

	pthread_mutex_t lock; /* of all that follows */
	struct sink sink;
	struct evbuffer *kept; /* what the reader has not taken yet; it can begin within a line */
	bool waiting;          /* the owner waits for the reader, or will */
	uint64_t missing;      /* lines that are not shown */
	uint64_t gap;          /* of these, the ones that no line tells of yet */
	bool closed;           /* EPIPE */
	int error;             /* errno */
};

static bool is_broken(const struct outlet *outlet)
{
	return outlet->closed || outlet->error != 0;
}

static size_t kept_length(const struct outlet *outlet)
{
	return evbuffer_get_length(outlet->kept);
}

static uint64_t lines_in(const char *bytes, size_t length)
{
	uint64_t lines = 0;
	const char *end = bytes + length;
	for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
		lines++;
	return lines;
}

/* Returns how many of these bytes the reader takes now. */
static size_t offer(struct outlet *outlet, const char *bytes, size_t length)
{
	size_t taken = 0;
	while (taken < length && !is_broken(outlet)) {
		ssize_t written = sink_write(&outlet->sink, bytes + taken, length - taken);
		if (written >= 0)
			taken += (size_t)written;
		else if (errno == EPIPE)
			outlet->closed = true;
		else if (errno == EAGAIN || errno == EWOULDBLOCK)
			break;
		else if (errno != EINTR)
			outlet->error = errno;
	}
	return taken;
}

/* The oldest piece of what is kept; false: nothing is. */
static bool first_kept(const struct outlet *outlet, struct evbuffer_iovec *first)
{
	return kept_length(outlet) > 0 && evbuffer_peek(outlet->kept, 1, NULL, first, 1) > 0;
}

static void offer_kept(struct outlet *outlet)
{
	struct evbuffer_iovec first;
	while (first_kept(outlet, &first)) {
		size_t taken = offer(outlet, first.iov_base, first.iov_len);
		evbuffer_drain(outlet->kept, taken);
		if (taken < first.iov_len)
			return;
	}
}

static void lose(struct outlet *outlet, const char *bytes, size_t length)
{
	uint64_t lines = lines_in(bytes, length);
	outlet->missing += lines;
	outlet->gap += lines;
}

/* Whole lines, as far as there is room for them. */
static void keep(struct outlet *outlet, const char *bytes, size_t length)
{
	size_t room = OUTLET_KEPT_MAX - kept_length(outlet);
	size_t fits = length;
	if (fits > room) {
		const char *newline = memrchr(bytes, '\n', room);
		fits = newline ? (size_t)(newline + 1 - bytes) : 0;
	}
	if (evbuffer_add(outlet->kept, bytes, fits) != 0)
		outlet->error = ENOMEM;
	lose(outlet, bytes + fits, length - fits);
}

static void take(struct outlet *outlet, const char *bytes, size_t length)
{
	size_t taken = 0;
	if (kept_length(outlet) == 0)
		taken = offer(outlet, bytes, length);
	keep(outlet, bytes + taken, length - taken);
}

/* The reader has taken all that was kept: tells it what it did not get. */
static void tell_gap(struct outlet *outlet)
{
	struct text text;
	text_init(&text);
	outlet_missing_text(outlet->gap, outlet->lang, &text);
	text_char(&text, '\n');
	outlet->gap = 0;
	take(outlet, text.bytes, text.length);
	text_release(&text);
}

static enum outlet_end state_of(const struct outlet *outlet, struct err *err)
{
	if (outlet->closed)
		return OUTLET_CLOSED;
	if (outlet->error == 0)
		return OUTLET_DONE;
	output_failed(outlet->error, err);
	return OUTLET_FAILED;
}

/* The owner: waits for the reader, or tells that there is none. */
static void settle(struct outlet *outlet)
{
	struct err err;
	pthread_mutex_lock(&outlet->lock);
	enum outlet_end state = state_of(outlet, &err);
	bool waiting = outlet->waiting;
	pthread_mutex_unlock(&outlet->lock);
	if (state == OUTLET_DONE) {
		if (waiting)
			event_add(outlet->writable, NULL);
	} else if (outlet->failed) {
		outlet_failed_fn *failed = outlet->failed;
		outlet->failed = NULL;
		failed(state == OUTLET_FAILED ? &err : NULL, outlet->context);
	}
}

static void on_notified(void *context)
{
	settle(context);
}

static void on_writable(evutil_socket_t fd, short what, void *context)
{
	(void)fd;
	(void)what;
	struct outlet *outlet = context;
	pthread_mutex_lock(&outlet->lock);
	offer_kept(outlet);
	if (outlet->gap > 0 && kept_length(outlet) == 0)
		tell_gap(outlet);
	outlet->waiting = kept_length(outlet) > 0;
	pthread_mutex_unlock(&outlet->lock);
	settle(outlet);
}

void outlet_put(struct outlet *outlet, struct text *lines)
{
	pthread_mutex_lock(&outlet->lock);
	bool was_broken = is_broken(outlet);
	if (lines->failed)
		outlet->error = ENOMEM;
	if (!is_broken(outlet)) {
		if (outlet->gap > 0)
			lose(outlet, lines->bytes, lines->length);
		else
			take(outlet, lines->bytes, lines->length);
	}
	bool waits = !outlet->waiting && kept_length(outlet) > 0;
	outlet->waiting |= waits;
	bool owner_acts = waits || (is_broken(outlet) && !was_broken);
	pthread_mutex_unlock(&outlet->lock);
	if (owner_acts)
		async_notify_send(&outlet->notify);
	text_clear(lines);
}

struct outlet *outlet_new(int fd, enum lang lang, struct event_base *base, outlet_failed_fn *failed,
			  void *context)
{
	struct outlet *outlet = calloc(1, sizeof *outlet);
	if (!outlet)
		return NULL;
	outlet->lang = lang;
	outlet->failed = failed;
	outlet->context = context;
	pthread_mutex_init(&outlet->lock, NULL);
	sink_open(&outlet->sink, fd);
	outlet->kept = evbuffer_new();
	outlet->writable = event_new(base, outlet->sink.fd, EV_WRITE, on_writable, outlet);
	bool complete = async_notify_init(&outlet->notify, base, on_notified, outlet);
	if (complete && outlet->kept && outlet->writable)
		return outlet;
	outlet_free(outlet);
	return NULL;
}

void outlet_free(struct outlet *outlet)
{
	if (!outlet)
		return;
	async_notify_release(&outlet->notify);
	if (outlet->writable)
		event_free(outlet->writable);
	if (outlet->kept)
		evbuffer_free(outlet->kept);
	sink_close(&outlet->sink);
	pthread_mutex_destroy(&outlet->lock);
	free(outlet);
}

/* Gives up what is kept. */
static void lose_kept(struct outlet *outlet)
{
	struct evbuffer_iovec first;
	while (first_kept(outlet, &first)) {
		lose(outlet, first.iov_base, first.iov_len);
		evbuffer_drain(outlet->kept, first.iov_len);
	}
}

enum outlet_end outlet_finish(struct outlet *outlet, struct err *err)
{
	struct pollfd writable = {.fd = outlet->sink.fd, .events = POLLOUT};
	while (!is_broken(outlet) && kept_length(outlet) > 0 &&
	       poll(&writable, 1, PATIENCE_MS) == 1)
		offer_kept(outlet);
	if (outlet->gap > 0 && kept_length(outlet) == 0)
		tell_gap(outlet);
	lose_kept(outlet);
	return state_of(outlet, err);
}

uint64_t outlet_missing(const struct outlet *outlet)
{
	return outlet->missing;
}

void outlet_missing_text(uint64_t lines, enum lang lang, struct text *text)
{
	if (lang == LANG_ZH)
		text_format(text, "%" PRIu64 " 行没有显示: 没有人读", lines);
	else
		text_format(text, "%" PRIu64 " line%s not shown: nobody read %s", lines,
			    lines == 1 ? "" : "s", lines == 1 ? "it" : "them");
}
