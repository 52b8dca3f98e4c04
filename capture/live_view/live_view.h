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

#include "common_options.h"
#include "err.h"
#include "event.h"
#include "text.h"

struct live_view;

struct live_view_options {
	const char *address; /* view_address.h */
	uint32_t pace_ms;    /* browsers get a segment so long after the last one; 0: at once */
	enum lang lang;      /* to begin with */
	bool whole;          /* the source can wait (a file): no record is left out */
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

/* What happened. Never waits, but for a `whole` view. */
void live_view_segment(struct live_view *view, const struct segment_event *event);
void live_view_fates(struct live_view *view, const struct fates_event *event);
void live_view_connection(struct live_view *view, const struct connection_event *event);
void live_view_statistics(struct live_view *view, const struct statistics_event *event);

/* Nothing more happens at the moment: what was told goes out. True when it could not yet: then call
 * it again soon, even if nothing happens. It waits five milliseconds at most. */
bool live_view_flush(struct live_view *view);

/* Sleeps until a signal that MASK does not block arrives, or the process that serves has ended
 * (false). */
bool live_view_wait(struct live_view *view, const sigset_t *mask);

/* The version of libevent, which serves it. */
const char *live_view_library_version(void);

#endif
