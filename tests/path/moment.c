// SPDX-License-Identifier: MIT
/* What holds of both ends at one moment. */
#include "path.h"

int64_t path_now_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

void path_fail(struct path *path)
{
	if (path->failed)
		return;
	path->failed = true;
	path->on_failed(path->owner);
}

static void add_port(struct path *path)
{
	size_t i = 0;
	while (i < path->ports_count && path->ports[i] != path->client_port)
		i++;
	if (i == path->ports_count && i < sizeof path->ports / sizeof *path->ports &&
	    path->client_port)
		path->ports[path->ports_count++] = path->client_port;
}

void path_record_states(struct path *path)
{
	struct end_state states[SIDES] = {0};
	add_port(path);
	for (enum side end = CLIENT; end < SIDES; end++)
		if (!states_ask(&path->network, end, path->client_port, &states[end], &path->err)) {
			path_fail(path);
			return;
		}
	fprintf(path->record.log, ",\"port\":%d", path->client_port);
	record_states(&path->record, &path->network, states);
	record_end(&path->record);
}

bool path_rests(const struct path *path)
{
	struct err err;
	for (size_t i = 0; i < path->ports_count; i++)
		for (enum side end = CLIENT; end < SIDES; end++) {
			struct end_state state;
			if (!states_ask(&path->network, end, path->ports[i], &state, &err) ||
			    state.waits)
				return false;
		}
	return !path->queue;
}
