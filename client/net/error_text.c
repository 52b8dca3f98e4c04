/* SPDX-License-Identifier: MIT */
#include "error_text.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "escape.h"
#include "invocation.h"
#include "protocol.h"

/* 127.0.0.1 or ::1: where our server listens when nobody tells it otherwise. */
static bool is_localhost(const struct endpoint *endpoint)
{
	static const uint8_t ipv4[16] = {127, 0, 0, 1}, ipv6[16] = {[15] = 1};
	return memcmp(endpoint->address, endpoint->version == 4 ? ipv4 : ipv6, 16) == 0;
}

static void refused(struct text *text, const struct client_settings *settings,
		    const struct endpoint *first)
{
	if (!is_localhost(first)) {
		text_string(text, ": is a server listening on that address and port?");
		return;
	}
	text_format(text, ": is the server running? start it with %s",
		    invocation_is_installed() ? "handshake server" : "build/bin/server");
	if (settings->port != PROTOCOL_PORT)
		text_format(text, " -p %" PRIu64, settings->port);
}

/* To connect, an address and a port of ours are needed that are not yet used with that server. */
static void no_local_port(struct text *text, const struct client_settings *settings,
			  const struct endpoint *first)
{
	if (first->version == 6 && !is_localhost(first) && !settings->local_address)
		text_string(text, ": no IPv6 address of this machine fits ('ip -6 address'), or no "
				  "port is left");
	if (settings->local_port > 0) {
		text_format(text,
			    ": port %" PRIu64 " has a connection to that server, open or in "
			    "TIME-WAIT for a minute ('ss -tan' lists it): wait, or choose another "
			    "--local-port",
			    settings->local_port);
		return;
	}
	text_string(text, ": connections to that server, open or in TIME-WAIT for a minute, hold "
			  "every local port ('ss -tan' lists them): wait, ");
	if (first->version == 4 && first->address[0] == 127 && !settings->local_address)
		text_string(text, "take another address with --local-address=127.0.0.2, ");
	text_string(text, "or have more ports with 'sysctl -w "
			  "net.ipv4.ip_local_port_range=\"1024 65535\"'");
}

/* What to do about ERROR. */
static void remedy(struct text *text, const struct client_settings *settings,
		   const struct endpoint *first, int error)
{
	switch (error) {
	case ECONNREFUSED:
		refused(text, settings, first);
		break;
	case ETIMEDOUT:
		text_format(text,
			    ": no answer within %" PRIu64 " s: is the host up, does a firewall "
			    "drop the segments? --timeout waits longer",
			    settings->timeout_s);
		break;
	case EOPNOTSUPP:
		text_string(text, ": --fast-open needs 'sysctl net.ipv4.tcp_fastopen=3'");
		break;
	case EADDRNOTAVAIL:
		no_local_port(text, settings, first);
		break;
	case ENETUNREACH:
	case EHOSTUNREACH:
		text_string(text, ": check the address and the way there ('ip route get ");
		text_address(text, first);
		text_string(text, "')");
		break;
	default:
		break;
	}
}

void error_text_unreached(struct text *text, const struct client_settings *settings,
			  const struct server_addresses *addresses, int error)
{
	text_string(text, "cannot connect to ");
	for (size_t i = 0; i < addresses->tried; i++) {
		text_string(text, i > 0 ? " or " : "");
		text_endpoint(text, &addresses->list[i].endpoint);
	}
	text_format(text, ": %s", strerror(error));
	remedy(text, settings, &addresses->list[0].endpoint, error);
}

void error_text_broken(struct text *text, int error, uint64_t sent, uint64_t total,
		       uint64_t received)
{
	text_format(text, "%s: %" PRIu64 " of %" PRIu64 " bytes were sent, %" PRIu64 " came back",
		    strerror(error), sent, total, received);
}

void error_text_byte(struct text *text, uint8_t byte)
{
	text_char(text, '\'');
	text_escaped(text, &byte, 1);
	text_char(text, '\'');
}

void error_text_mismatch(struct text *text, const struct transfer_result *result, uint64_t sent)
{
	if (result->extra) {
		text_format(text, ": only %" PRIu64 " were sent", sent);
		return;
	}
	text_string(text, ": sent ");
	error_text_byte(text, result->expected);
	text_string(text, ", got ");
	error_text_byte(text, result->wrong);
}
