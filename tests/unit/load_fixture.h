/* SPDX-License-Identifier: MIT */
/* A load against a peer of load_peer.h. */
#ifndef LOAD_FIXTURE_H
#define LOAD_FIXTURE_H

#include "load.h"
#include "load_options.h"
#include "load_peer.h"

/* With 127.0.0.1 and the port of PEER, completed, as main() does it. */
static inline struct load_result load_against(const struct peer *peer,
					      struct client_settings settings)
{
	struct load_result result;
	struct err err = {.text = ""};
	settings.host = "127.0.0.1";
	settings.port = ntohs(peer->address.sin_port);
	if (!settings.message)
		settings.message = "hello world";
	if (settings.timeout_s == 0)
		settings.timeout_s = 60;
	assert_true(load_options_complete(&settings, &err));
	assert_true(load_run(&settings, NULL, &result, &err));
	return result;
}

/* The same with a peer that lives as long as the load. */
static inline struct load_result load_with(enum peer_manner manner,
					   const struct client_settings *settings)
{
	struct peer peer;
	peer_start(&peer, manner);
	struct load_result result = load_against(&peer, *settings);
	peer_stop(&peer);
	return result;
}

#endif
