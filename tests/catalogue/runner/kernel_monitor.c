/* SPDX-License-Identifier: MIT */
#include "kernel_monitor.h"

#include <stdlib.h>
#include <time.h>

#include "needed_memory.h"

static int64_t now_ns(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool same_socket(const struct socket_stretch *stretch, const struct socket_row *row)
{
	return endpoint_equal(&stretch->local, &row->local) &&
	       endpoint_equal(&stretch->peer, &row->peer);
}

static void add(struct kernel_monitor *monitor, const struct socket_stretch *stretch)
{
	monitor->stretches = memory_grown(monitor->stretches, &monitor->capacity, monitor->count,
					  sizeof *monitor->stretches);
	monitor->stretches[monitor->count++] = *stretch;
}

/* Ends what is known of the socket so far: its last stretch, or that it was not there. */
static void end_last(struct kernel_monitor *monitor, const struct socket_row *row)
{
	for (size_t i = monitor->count; i-- > 0;) {
		struct socket_stretch *stretch = &monitor->stretches[i];
		if (!stretch->last || !same_socket(stretch, row))
			continue;
		stretch->to_ns = monitor->to_ns;
		stretch->last = false;
		return;
	}
	if (!monitor->began)
		return;
	add(monitor, &(struct socket_stretch){
			 .local = row->local,
			 .peer = row->peer,
			 .state = SOCKET_CLOSED,
			 .from_ns = monitor->from_ns,
			 .to_ns = monitor->to_ns,
		     });
}

struct change {
	struct kernel_monitor *monitor;
	int64_t ended_ns;
};

static void take_change(void *context, const struct socket_row *row, uint32_t state)
{
	const struct change *change = context;
	end_last(change->monitor, row);
	add(change->monitor, &(struct socket_stretch){
				 .local = row->local,
				 .peer = row->peer,
				 .state = state,
				 .from_ns = change->ended_ns,
				 .last = true,
			     });
}

void kernel_monitor_take(struct kernel_monitor *monitor, struct socket_table *table,
			 int64_t began_ns, int64_t ended_ns)
{
	struct change change = {monitor, ended_ns};
	struct socket_table swap = monitor->before;
	if (!monitor->began)
		monitor->from_ns = monitor->to_ns = ended_ns;
	if (!socket_table_compare(&monitor->before, table, take_change, &change) && monitor->began)
		monitor->to_ns = began_ns;
	monitor->began = true;
	monitor->looks++;
	monitor->before = *table;
	*table = swap;
}

/* All sockets of all places: no two have the same ends, as each place has an address of its own. */
static bool list(struct kernel_monitor *monitor, struct err *err)
{
	struct socket_table all, *one = &monitor->now;
	bool done = true;
	if (monitor->places == 1)
		return sock_diag_list(&monitor->diags[0], one, err);
	socket_table_init(&all);
	for (unsigned i = 0; i < monitor->places && done; i++) {
		done = sock_diag_list(&monitor->diags[i], one, err);
		for (size_t row = 0; row < one->count && done; row++)
			memory_needed(socket_table_add(&all, &one->rows[row]) ? &all : NULL);
	}
	socket_table_sort(&all);
	socket_table_release(one);
	*one = all;
	return done;
}

bool kernel_monitor_look(struct kernel_monitor *monitor, struct err *err)
{
	int64_t began_ns = now_ns();
	if (!list(monitor, err))
		return false;
	kernel_monitor_take(monitor, &monitor->now, began_ns, now_ns());
	return true;
}

void kernel_monitor_init(struct kernel_monitor *monitor)
{
	*monitor = (struct kernel_monitor){.diags = {{.fd = -1}, {.fd = -1}}};
	socket_table_init(&monitor->before);
	socket_table_init(&monitor->now);
}

bool kernel_monitor_add(struct kernel_monitor *monitor, struct err *err)
{
	struct sock_diag *diag = &monitor->diags[monitor->places];
	if (!sock_diag_open(diag, err)) {
		monitor->missing = monitor->missing || diag->missing;
		return false;
	}
	monitor->places++;
	return true;
}

void kernel_monitor_release(struct kernel_monitor *monitor)
{
	for (unsigned i = 0; i < MONITOR_PLACES; i++)
		sock_diag_close(&monitor->diags[i]);
	socket_table_release(&monitor->before);
	socket_table_release(&monitor->now);
	free(monitor->stretches);
	*monitor = (struct kernel_monitor){.diags = {{.fd = -1}, {.fd = -1}}};
}
