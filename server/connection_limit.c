/* SPDX-License-Identifier: MIT */
#include "connection_limit.h"

void connection_limit_init(struct connection_limit *limit, uint64_t slots, slot_free_fn *slot_free,
			   void *context)
{
	limit->slots = slots;
	limit->slot_free = slot_free;
	limit->context = context;
	atomic_init(&limit->taken, 0);
	for (int kind = 0; kind < LIMIT_KINDS; kind++)
		atomic_init(&limit->waiting[kind], 0);
	atomic_init(&limit->quiet_until_ms, INT64_MIN);
}

static bool take_slot(struct connection_limit *limit)
{
	uint64_t taken = atomic_load(&limit->taken);
	while (taken < limit->slots)
		if (atomic_compare_exchange_weak(&limit->taken, &taken, taken + 1))
			return true;
	return false;
}

static void wait_for(struct connection_limit *limit, enum limit_kind kind, unsigned waiter)
{
	atomic_fetch_or(&limit->waiting[kind], UINT64_C(1) << waiter);
}

static void notify_waiting(struct connection_limit *limit, enum limit_kind kind)
{
	/* Read only: with no waiter the threads do not contend for this cache line. */
	if (atomic_load(&limit->waiting[kind]) == 0)
		return;
	uint64_t waiting = atomic_exchange(&limit->waiting[kind], 0);
	for (unsigned waiter = 0; waiting != 0; waiter++, waiting >>= 1)
		if (waiting & 1)
			limit->slot_free(waiter, limit->context);
}

bool connection_limit_acquire(struct connection_limit *limit, unsigned waiter)
{
	if (limit->slots == 0 || take_slot(limit))
		return true;
	wait_for(limit, LIMIT_CONNECTIONS, waiter);
	/* A slot released before the bit was set has notified nobody. */
	return take_slot(limit);
}

/* Does not notify those who wait for a descriptor: two of them would wake each other for ever. */
void connection_limit_return(struct connection_limit *limit)
{
	if (limit->slots == 0)
		return;
	atomic_fetch_sub(&limit->taken, 1);
	notify_waiting(limit, LIMIT_CONNECTIONS);
}

void connection_limit_release(struct connection_limit *limit)
{
	connection_limit_return(limit);
	notify_waiting(limit, LIMIT_DESCRIPTORS);
}

void connection_limit_wait_for_fd(struct connection_limit *limit, unsigned waiter)
{
	wait_for(limit, LIMIT_DESCRIPTORS, waiter);
}

bool connection_limit_may_log(struct connection_limit *limit, int64_t now_ms, int64_t interval_ms)
{
	int64_t until = atomic_load(&limit->quiet_until_ms);
	return now_ms >= until &&
	       atomic_compare_exchange_strong(&limit->quiet_until_ms, &until, now_ms + interval_ms);
}
