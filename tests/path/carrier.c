// SPDX-License-Identifier: MIT
#include "carrier.h"

#include <stdlib.h>

#include "path.h"

enum { NS_PER_MS = 1000000 };

struct carrier {
	struct path path;
	carrier_failed_fn *failed;
	void *context;
};

static void on_failed(void *owner)
{
	const struct carrier *carrier = owner;
	carrier->failed(carrier->context, carrier->path.err.text);
}

static bool open_path(struct path *path, const char *plan, const char *folder, bool *skip,
		      struct err *err)
{
	return plan_parse(&path->plan, plan, err) &&
	       network_open_inside(&path->network, &path->plan, skip, err) &&
	       network_await_ends(&path->network, err) && record_open(&path->record, folder, err);
}

struct carrier *carrier_open(const char *plan, const char *folder, struct event_base *base,
			     carrier_failed_fn *failed, void *context, bool *skip, struct err *err)
{
	struct carrier *carrier = calloc(1, sizeof *carrier);
	*skip = false;
	if (!carrier) {
		err_set(err, "no memory for a path");
		return NULL;
	}
	carrier->failed = failed;
	carrier->context = context;
	carrier->path.base = base;
	carrier->path.carries_only = true;
	carrier->path.on_failed = on_failed;
	carrier->path.owner = carrier;
	if (!open_path(&carrier->path, plan, folder, skip, err)) {
		network_close(&carrier->path.network);
		free(carrier);
		return NULL;
	}
	path_begin(&carrier->path);
	return carrier;
}

void carrier_close(struct carrier *carrier)
{
	struct err err;
	if (!carrier)
		return;
	path_end(&carrier->path);
	record_close(&carrier->path.record, &err);
	network_close(&carrier->path.network);
	free(carrier);
}

void carrier_enter(const struct carrier *carrier, enum carrier_end end)
{
	network_enter(&carrier->path.network, end == CARRIER_SERVER ? SERVER : CLIENT);
}

void carrier_leave(const struct carrier *carrier)
{
	network_leave(&carrier->path.network);
}

unsigned carrier_lost(const struct carrier *carrier, enum carrier_end end)
{
	return carrier->path.lost[end == CARRIER_SERVER ? SERVER : CLIENT];
}

int64_t carrier_late_ms(const struct carrier *carrier)
{
	return carrier->path.late_ns / NS_PER_MS;
}
