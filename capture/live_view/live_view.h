/* SPDX-License-Identifier: MIT */
/* --http: the page (page.h) served to browsers while segments are captured.
 *
 * A process of its own serves it, without any right, and the sniffer writes records into a pipe to
 * it: nothing that a browser does can reach or delay the capture. When the view does not keep up,
 * it lacks records, and says how many. */
#ifndef LIVE_VIEW_H
#define LIVE_VIEW_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "lang.h"
#include "origin.h"
#include "text.h"
#include "writer.h"

struct live_view;

struct live_view_options {
	const char *address; /* view_address.h */
	uint32_t pace_ms;    /* browsers get a segment so long after the last one; 0: at once */
	enum lang lang;      /* to begin with */
	struct origin origin;
	bool whole; /* the source can wait (a file): no record is left out */
	/* Not NULL: in place of the page of records a document is served, which comes by
	 * live_view_document(), under this content security policy. Borrowed. */
	const char *policy;
};

/* Listens, and starts the process that serves. To be called before anything else is open, for that
 * process keeps what is. NULL with the reason. */
struct live_view *live_view_open(const struct live_view_options *options, struct err *err);

/* The view is over, its process ends by itself. NULL is allowed. */
void live_view_close(struct live_view *view);

/* What is going to be written to: the way to the process that serves. */
int live_view_descriptor(const struct live_view *view);

/* "http://127.0.0.1:8080/" */
void live_view_url(const struct live_view *view, struct text *text);

/* Where it listens; and whether only this machine can reach it, by its loopback interface. */
uint16_t live_view_port(const struct live_view *view);
bool live_view_is_local(const struct live_view *view);

/* The view as a writer, which is told what happens; it ends with the view. It never waits, but for
 * a `whole` view, and where its `flush` says so: five milliseconds at most. */
struct writer *live_view_writer(struct live_view *view);

/* What is served where `policy` was given: DOCUMENT, of HTML. Returns when all of it is on its way.
 * To be called once. */
void live_view_document(struct live_view *view, const struct text *document);

/* The source has ended, but browsers may still show it: what was written goes out, and then it
 * sleeps until *STOP, which the handler of SIGINT and SIGTERM sets, or until the process that
 * serves has ended. */
void live_view_hold(struct live_view *view, const volatile sig_atomic_t *stop);

/* Whether the process that serves has ended, or takes nothing any more, before live_view_close().
 */
bool live_view_has_ended(const struct live_view *view);

/* The version of libevent, which serves it. */
const char *live_view_library_version(void);

#endif
