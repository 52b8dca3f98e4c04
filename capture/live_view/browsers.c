/* SPDX-License-Identifier: MIT */
#include "browsers.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "number.h"
#include "visitors.h"

enum {
	PIECE_BYTES = 64 * 1024, /* in flight to one browser */
	STALLED_S = 30,          /* who takes nothing for so long is let go */
};

struct browser {
	struct browsers *browsers;
	struct browser *newer, **link;
	struct evhttp_request *request;
	uint64_t next; /* the first record that it has not got */
	bool in_flight;
};

static void pump(struct browser *browser);

static void leave(struct browser *browser)
{
	*browser->link = browser->newer;
	if (browser->newer)
		browser->newer->link = browser->link;
	browser->browsers->count--;
}

static void on_close(struct evhttp_connection *connection, void *context)
{
	(void)connection;
	struct browser *browser = context;
	leave(browser);
	/* A peer that left: evhttp has parted the request from its connection, and this frees it.
	 */
	if (!evhttp_request_get_connection(browser->request))
		evhttp_send_reply_end(browser->request);
	free(browser);
}

static void on_written(struct evhttp_connection *connection, void *context)
{
	(void)connection;
	struct browser *browser = context;
	browser->in_flight = false;
	pump(browser);
}

static void send_piece(struct browser *browser, struct evbuffer *piece)
{
	browser->in_flight = true;
	evhttp_send_reply_chunk_with_cb(browser->request, piece, on_written, browser);
}

static void add_line(struct evbuffer *piece, const struct text *record)
{
	evbuffer_add(piece, "data: ", 6);
	evbuffer_add(piece, record->bytes, record->length);
}

static void add_lost(struct evbuffer *piece, uint64_t count)
{
	struct text text;
	text_init(&text);
	text_page_lost(&text, count);
	add_line(piece, &text);
	text_release(&text);
}

static void add_run(struct evbuffer *piece, const struct page_run *run)
{
	struct text text;
	text_init(&text);
	text_page_run(&text, run);
	add_line(piece, &text);
	text_release(&text);
}

/* Records and, as the id of the event, where to go on after them. */
static void add_records(struct browser *browser, struct evbuffer *piece)
{
	const struct browsers *browsers = browser->browsers;
	const struct record_ring *ring = browsers->ring;
	if (browser->next < ring->first) {
		add_lost(piece, ring->first - browser->next);
		browser->next = ring->first;
	}
	while (browser->next < browsers->released && evbuffer_get_length(piece) < PIECE_BYTES) {
		struct record_pieces record = record_ring_get(ring, browser->next++);
		evbuffer_add(piece, "data: ", 6);
		evbuffer_add(piece, record.bytes[0], record.length[0]);
		evbuffer_add(piece, record.bytes[1], record.length[1]);
	}
	evbuffer_add_printf(piece, "id: %s.%" PRIu64 "\n\n", browsers->run.id, browser->next);
}

static void pump(struct browser *browser)
{
	if (browser->in_flight || browser->next >= browser->browsers->released)
		return;
	struct evbuffer *piece = evbuffer_new();
	if (!piece)
		return; /* the next record tries again */
	add_records(browser, piece);
	send_piece(browser, piece);
	evbuffer_free(piece);
}

/* "RUN.NUMBER" of this run: from there; anything else: from the oldest record that is there. */
static uint64_t resume_at(const struct browsers *browsers, const char *last_id)
{
	size_t length = strlen(browsers->run.id);
	uint64_t next;
	if (last_id && strncmp(last_id, browsers->run.id, length) == 0 && last_id[length] == '.' &&
	    number_parse(last_id + length + 1, 0, browsers->released, &next))
		return next;
	return browsers->ring->first;
}

static void greet(struct browser *browser)
{
	struct evbuffer *piece = evbuffer_new();
	if (!piece)
		return;
	evbuffer_add_printf(piece, "retry: 500\n");
	add_run(piece, &browser->browsers->run);
	add_records(browser, piece);
	send_piece(browser, piece);
	evbuffer_free(piece);
}

bool browsers_add(struct browsers *browsers, struct evhttp_request *request)
{
	struct evhttp_connection *connection = evhttp_request_get_connection(request);
	struct browser *browser =
	    browsers->count < BROWSERS_MAX ? calloc(1, sizeof *browser) : NULL;
	if (!browser)
		return false;
	*browser = (struct browser){
	    .browsers = browsers,
	    .newer = browsers->list,
	    .link = &browsers->list,
	    .request = request,
	    .next =
		resume_at(browsers, evhttp_find_header(evhttp_request_get_input_headers(request),
						       "Last-Event-ID")),
	};
	if (browser->newer)
		browser->newer->link = &browser->newer;
	browsers->list = browser;
	browsers->count++;
	evhttp_connection_set_closecb(connection, on_close, browser);
	evhttp_send_reply_start(request, HTTP_OK, "OK");
	/* It says nothing any more, and what it is sent may take its time. */
	static const struct timeval stalled = {.tv_sec = STALLED_S};
	bufferevent_set_timeouts(evhttp_connection_get_bufferevent(connection), NULL, &stalled);
	greet(browser);
	return true;
}

void browsers_release(struct browsers *browsers, uint64_t released)
{
	browsers->released = released;
	for (struct browser *browser = browsers->list, *newer; browser; browser = newer) {
		newer = browser->newer;
		pump(browser);
	}
}

void browsers_ping(struct browsers *browsers)
{
	struct evbuffer *piece = evbuffer_new();
	for (struct browser *browser = browsers->list, *newer; piece && browser; browser = newer) {
		newer = browser->newer;
		if (browser->in_flight)
			continue;
		evbuffer_add(piece, ":\n\n", 3);
		send_piece(browser, piece);
	}
	if (piece)
		evbuffer_free(piece);
}

void browsers_end(struct browsers *browsers)
{
	for (struct browser *browser = browsers->list, *newer; browser; browser = newer) {
		newer = browser->newer;
		leave(browser);
		evhttp_connection_set_closecb(evhttp_request_get_connection(browser->request), NULL,
					      NULL);
		evhttp_send_reply_end(browser->request);
		free(browser);
	}
}

bool browsers_are_served(const struct browsers *browsers)
{
	for (const struct browser *browser = browsers->list; browser; browser = browser->newer)
		if (browser->in_flight || browser->next < browsers->released)
			return false;
	return true;
}
