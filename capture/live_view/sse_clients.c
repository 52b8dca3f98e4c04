/* SPDX-License-Identifier: MIT */
#include "sse_clients.h"

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "http_connections.h"
#include "number.h"

enum {
	PIECE_BYTES = 64 * 1024, /* in flight to one browser */
	STALLED_S = 30,          /* who takes nothing for so long is let go */
	TURN_PIECES = 64,        /* after so many it is another one's turn, anyway */
};

struct sse_client {
	struct sse_clients *clients;
	struct sse_client *newer, **link;
	struct evhttp_request *request;
	uint64_t next; /* the first record that it has not got */
	bool in_flight;
	bool turn_is_over;
	unsigned pieces; /* sent so far */
};

static void pump(struct sse_client *client);

static void leave(struct sse_client *client)
{
	*client->link = client->newer;
	if (client->newer)
		client->newer->link = client->link;
	client->clients->count--;
}

static void on_close(struct evhttp_connection *connection, void *context)
{
	(void)connection;
	struct sse_client *client = context;
	leave(client);
	/* A peer that left: evhttp has parted the request from its connection, and this frees it.
	 */
	if (!evhttp_request_get_connection(client->request))
		evhttp_send_reply_end(client->request);
	free(client);
}

/* Its stream ends as it should. */
static void end_stream(struct sse_client *client)
{
	leave(client);
	evhttp_connection_set_closecb(evhttp_request_get_connection(client->request), NULL, NULL);
	evhttp_send_reply_end(client->request);
	free(client);
}

/* Whether CLIENT has made room for another one, and is no more. */
static bool gives_way(struct sse_client *client)
{
	if (!client->turn_is_over || client->in_flight ||
	    (client->next < client->clients->released && client->pieces < TURN_PIECES))
		return false;
	struct evbuffer *piece = evbuffer_new();
	if (piece) {
		evbuffer_add_printf(piece, "retry: 1000\nevent: turn\ndata:\n\n");
		evhttp_send_reply_chunk(client->request, piece);
		evbuffer_free(piece);
	}
	end_stream(client);
	return true;
}

static void on_written(struct evhttp_connection *connection, void *context)
{
	(void)connection;
	struct sse_client *client = context;
	client->in_flight = false;
	if (!gives_way(client))
		pump(client);
}

static void send_piece(struct sse_client *client, struct evbuffer *piece)
{
	client->in_flight = true;
	client->pieces++;
	evhttp_send_reply_chunk_with_cb(client->request, piece, on_written, client);
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
static void add_records(struct sse_client *client, struct evbuffer *piece)
{
	const struct sse_clients *clients = client->clients;
	const struct record_ring *ring = clients->ring;
	if (client->next < ring->first) {
		add_lost(piece, ring->first - client->next);
		client->next = ring->first;
	}
	while (client->next < clients->released && evbuffer_get_length(piece) < PIECE_BYTES) {
		struct record_pieces record = record_ring_get(ring, client->next++);
		evbuffer_add(piece, "data: ", 6);
		evbuffer_add(piece, record.bytes[0], record.length[0]);
		evbuffer_add(piece, record.bytes[1], record.length[1]);
	}
	evbuffer_add_printf(piece, "id: %s.%" PRIu64 "\n\n", clients->run.id, client->next);
}

static void pump(struct sse_client *client)
{
	if (client->in_flight || client->next >= client->clients->released)
		return;
	struct evbuffer *piece = evbuffer_new();
	if (!piece)
		return; /* the next record tries again */
	add_records(client, piece);
	send_piece(client, piece);
	evbuffer_free(piece);
}

/* "RUN.NUMBER" of this run: from there; anything else: from the oldest record that is there. */
static uint64_t resume_at(const struct sse_clients *clients, const char *last_id)
{
	size_t length = strlen(clients->run.id);
	uint64_t next;
	if (last_id && strncmp(last_id, clients->run.id, length) == 0 && last_id[length] == '.' &&
	    number_parse(last_id + length + 1, 0, clients->released, &next))
		return next;
	return clients->ring->first;
}

static void greet(struct sse_client *client)
{
	struct evbuffer *piece = evbuffer_new();
	if (!piece)
		return;
	evbuffer_add_printf(piece, "retry: 500\n");
	add_run(piece, &client->clients->run);
	add_records(client, piece);
	send_piece(client, piece);
	evbuffer_free(piece);
}

static bool has_same_address(const struct sse_client *one, const struct sse_client *other)
{
	char *addresses[2] = {NULL, NULL};
	ev_uint16_t port;
	evhttp_connection_get_peer(evhttp_request_get_connection(one->request), &addresses[0],
				   &port);
	evhttp_connection_get_peer(evhttp_request_get_connection(other->request), &addresses[1],
				   &port);
	return addresses[0] && addresses[1] && strcmp(addresses[0], addresses[1]) == 0;
}

/* NEWEST may be one stream too many for its address: then the oldest one's turn is over. */
static void take_turns(const struct sse_client *newest)
{
	struct sse_client *oldest = NULL;
	unsigned count = 0;
	for (struct sse_client *client = newest->clients->list; client; client = client->newer)
		if (!client->turn_is_over && has_same_address(client, newest)) {
			oldest = client;
			count++;
		}
	if (count <= SSE_STREAMS_EACH)
		return;
	oldest->turn_is_over = true;
	gives_way(oldest);
}

bool sse_clients_add(struct sse_clients *clients, struct evhttp_request *request)
{
	struct evhttp_connection *connection = evhttp_request_get_connection(request);
	struct sse_client *client =
	    clients->count < SSE_CLIENTS_MAX ? calloc(1, sizeof *client) : NULL;
	if (!client)
		return false;
	*client = (struct sse_client){
	    .clients = clients,
	    .newer = clients->list,
	    .link = &clients->list,
	    .request = request,
	    .next = resume_at(clients, evhttp_find_header(evhttp_request_get_input_headers(request),
							  "Last-Event-ID")),
	};
	if (client->newer)
		client->newer->link = &client->newer;
	clients->list = client;
	clients->count++;
	evhttp_connection_set_closecb(connection, on_close, client);
	evhttp_send_reply_start(request, HTTP_OK, "OK");
	/* It says nothing any more, and what it is sent may take its time. */
	static const struct timeval stalled = {.tv_sec = STALLED_S};
	bufferevent_set_timeouts(evhttp_connection_get_bufferevent(connection), NULL, &stalled);
	greet(client);
	take_turns(client);
	return true;
}

void sse_clients_release(struct sse_clients *clients, uint64_t released)
{
	clients->released = released;
	for (struct sse_client *client = clients->list, *newer; client; client = newer) {
		newer = client->newer;
		pump(client);
	}
}

void sse_clients_ping(struct sse_clients *clients)
{
	struct evbuffer *piece = evbuffer_new();
	for (struct sse_client *client = clients->list, *newer; piece && client; client = newer) {
		newer = client->newer;
		if (client->in_flight)
			continue;
		evbuffer_add(piece, ":\n\n", 3);
		send_piece(client, piece);
	}
	if (piece)
		evbuffer_free(piece);
}

void sse_clients_end(struct sse_clients *clients)
{
	for (struct sse_client *client = clients->list, *newer; client; client = newer) {
		newer = client->newer;
		end_stream(client);
	}
}

bool sse_clients_are_served(const struct sse_clients *clients)
{
	for (const struct sse_client *client = clients->list; client; client = client->newer)
		if (client->in_flight || client->next < clients->released)
			return false;
	return true;
}
