/* SPDX-License-Identifier: MIT */
#include "view_server.h"

#include <event2/buffer.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http_connections.h"
#include "page.h"

enum {
	HEADERS_MAX = 8 * 1024,
	BODY_MAX = 1024, /* nobody has to send one */
	IDLE_S = 10,
};

struct view_server {
	struct evhttp *http;
	struct http_connections *connections;
	const struct view_address *address; /* borrowed */
	struct sse_clients *clients;        /* borrowed */
	struct text page, policy;
	bool document; /* PAGE is not of records, and comes in parts */
};

/* Before anything else is looked at: is it us who is meant? One Host, and a name of ours. */
static bool is_for_us(const struct view_server *server, struct evhttp_request *request)
{
	const struct evkeyvalq *headers = evhttp_request_get_input_headers(request);
	const char *host = NULL;
	for (const struct evkeyval *header = headers->tqh_first; header;
	     header = header->next.tqe_next) {
		if (strcasecmp(header->key, "Host") != 0)
			continue;
		if (host)
			return false;
		host = header->value;
	}
	return view_address_is_host(server->address, host);
}

static void add_headers(struct view_server *server, struct evhttp_request *request,
			const char *type)
{
	const struct {
		const char *name, *value;
	} rows[] = {
	    {"Content-Type", type},
	    {"Content-Security-Policy", text_c_string(&server->policy)},
	    {"X-Content-Type-Options", "nosniff"},
	    {"Cross-Origin-Resource-Policy", "same-origin"},
	    {"Cross-Origin-Opener-Policy", "same-origin"},
	    {"X-Frame-Options", "DENY"},
	    {"Referrer-Policy", "no-referrer"},
	    {"Cache-Control", "no-store"},
	};
	struct evkeyvalq *headers = evhttp_request_get_output_headers(request);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		evhttp_add_header(headers, rows[i].name, rows[i].value);
}

static bool is_head(const struct evhttp_request *request)
{
	return evhttp_request_get_command(request) == EVHTTP_REQ_HEAD;
}

/* The content is in the output buffer. HEAD gets the headers of GET alone (RFC 9110 9.3.2): evhttp
 * would send the content, too. */
static void answer(struct evhttp_request *request, int code, const char *reason)
{
	struct evbuffer *content = evhttp_request_get_output_buffer(request);
	size_t length = evbuffer_get_length(content);
	char decimal[DECIMAL_MAX + 1];
	snprintf(decimal, sizeof decimal, "%zu", length);
	evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Length", decimal);
	if (is_head(request))
		evbuffer_drain(content, length);
	evhttp_send_reply(request, code, reason, NULL);
}

static void refuse(struct view_server *server, struct evhttp_request *request, int code,
		   const char *reason)
{
	struct evbuffer *body = evhttp_request_get_output_buffer(request);
	add_headers(server, request, "text/plain; charset=utf-8");
	evbuffer_add_printf(body, "%s\n", reason);
	answer(request, code, reason);
}

/* Of a document, its last bytes have come. */
static bool is_whole(const struct view_server *server)
{
	static const char end[] = "</html>\n";
	size_t length = sizeof end - 1;
	const struct text *page = &server->page;
	return !page->failed && page->length >= length &&
	       memcmp(page->bytes + page->length - length, end, length) == 0;
}

static void answer_page(struct view_server *server, struct evhttp_request *request)
{
	struct evbuffer *body = evhttp_request_get_output_buffer(request);
	if (!is_whole(server)) {
		evhttp_add_header(evhttp_request_get_output_headers(request), "Retry-After", "1");
		refuse(server, request, HTTP_SERVUNAVAIL, "The comparison is not ready yet");
		return;
	}
	add_headers(server, request, "text/html; charset=utf-8");
	evbuffer_add_reference(body, server->page.bytes, server->page.length, NULL, NULL);
	answer(request, HTTP_OK, "OK");
}

static void answer_events(struct view_server *server, struct evhttp_request *request)
{
	struct evhttp_connection *connection = evhttp_request_get_connection(request);
	if (server->clients->count >= SSE_CLIENTS_MAX) {
		refuse(server, request, HTTP_SERVUNAVAIL, "Too many browsers look on");
		return;
	}
	add_headers(server, request, "text/event-stream; charset=utf-8");
	if (is_head(request)) { /* a stream without its events ends where it begins */
		evhttp_send_reply(request, HTTP_OK, "OK", NULL);
		return;
	}
	http_connections_exempt(server->connections, connection);
	evhttp_add_header(evhttp_request_get_output_headers(request), "Connection", "close");
	if (!sse_clients_add(server->clients, request))
		evhttp_send_reply(request, HTTP_SERVUNAVAIL, "Out of memory", NULL);
}

static void on_request(struct evhttp_request *request, void *context)
{
	struct view_server *server = context;
	const char *uri = evhttp_request_get_uri(request);
	bool page = strcmp(uri, "/") == 0;
	bool events = strcmp(uri, "/events") == 0 && !server->document;
	if (!is_for_us(server, request)) {
		refuse(server, request, 403, "Forbidden: this is not the name of this view");
	} else if (!page && !events) {
		refuse(server, request, HTTP_NOTFOUND, "Not Found");
	} else if (evhttp_request_get_command(request) != EVHTTP_REQ_GET && !is_head(request)) {
		evhttp_add_header(evhttp_request_get_output_headers(request), "Allow", "GET, HEAD");
		refuse(server, request, HTTP_BADMETHOD, "Method Not Allowed");
	} else if (page) {
		answer_page(server, request);
	} else {
		answer_events(server, request);
	}
}

static bool prepare(struct view_server *server, const char *policy)
{
	if (policy) {
		text_string(&server->policy, policy);
	} else {
		page_begin(&server->page, true);
		text_page_run(&server->page, &server->clients->run);
		page_finish(&server->page);
		page_policy(&server->policy, true);
	}
	/* What only a header can say. */
	text_string(&server->policy, "; frame-ancestors 'none'");
	text_c_string(&server->policy);
	return !server->page.failed && !server->policy.failed;
}

struct view_server *view_server_new(struct event_base *base, int listener,
				    const struct view_address *address, struct sse_clients *clients,
				    const char *policy)
{
	struct view_server *server = calloc(1, sizeof *server);
	if (!server)
		return NULL;
	server->address = address;
	server->clients = clients;
	server->document = policy != NULL;
	text_init(&server->page);
	text_init(&server->policy);
	server->http = evhttp_new(base);
	if (server->http)
		server->connections = http_connections_new(base, server->http, listener);
	if (!server->connections || !prepare(server, policy)) {
		view_server_free(server);
		return NULL;
	}
	evhttp_set_allowed_methods(server->http, 0xffff); /* each gets an answer of ours */
	evhttp_set_max_headers_size(server->http, HEADERS_MAX);
	evhttp_set_max_body_size(server->http, BODY_MAX);
	evhttp_set_timeout(server->http, IDLE_S);
	evhttp_set_gencb(server->http, on_request, server);
	return server;
}

void view_server_add(struct view_server *server, const char *bytes, size_t length)
{
	text_bytes(&server->page, bytes, length);
}

void view_server_free(struct view_server *server)
{
	if (!server)
		return;
	if (server->http)
		evhttp_free(server->http);
	http_connections_free(server->connections);
	text_release(&server->page);
	text_release(&server->policy);
	free(server);
}
