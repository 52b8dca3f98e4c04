/* SPDX-License-Identifier: MIT */
#include "admission.h"

void admission_init(struct admission *admission, uint64_t limit, room_fn *room, void *context)
{
	admission->limit = limit;
	admission->room = room;
	admission->context = context;
	atomic_init(&admission->taken, 0);
	for (int lack = 0; lack < ADMISSION_LACKS; lack++)
		atomic_init(&admission->waiting[lack], 0);
	atomic_init(&admission->quiet_until_ms, INT64_MIN);
}

static bool take_place(struct admission *admission)
{
	uint64_t taken = atomic_load(&admission->taken);
	while (taken < admission->limit)
		if (atomic_compare_exchange_weak(&admission->taken, &taken, taken + 1))
			return true;
	return false;
}

static void wait_for(struct admission *admission, enum admission_lack lack, unsigned member)
{
	atomic_fetch_or(&admission->waiting[lack], UINT64_C(1) << member);
}

static void tell_waiting(struct admission *admission, enum admission_lack lack)
{
	/* Only read: as long as nobody waits, the threads do not disturb each other here. */
	if (atomic_load(&admission->waiting[lack]) == 0)
		return;
	uint64_t waiting = atomic_exchange(&admission->waiting[lack], 0);
	for (unsigned member = 0; waiting != 0; member++, waiting >>= 1)
		if (waiting & 1)
			admission->room(member, admission->context);
}

bool admission_enter(struct admission *admission, unsigned member)
{
	if (admission->limit == 0 || take_place(admission))
		return true;
	wait_for(admission, LACK_OF_PLACES, member);
	/* Whoever left before it could see that this member waits has told nobody. */
	return take_place(admission);
}

/* Tells nobody who lacks a descriptor, or two of them would wake each other for ever. */
void admission_give_back(struct admission *admission)
{
	if (admission->limit == 0)
		return;
	atomic_fetch_sub(&admission->taken, 1);
	tell_waiting(admission, LACK_OF_PLACES);
}

void admission_leave(struct admission *admission)
{
	admission_give_back(admission);
	tell_waiting(admission, LACK_OF_DESCRIPTORS);
}

void admission_starve(struct admission *admission, unsigned member)
{
	wait_for(admission, LACK_OF_DESCRIPTORS, member);
}

bool admission_may_complain(struct admission *admission, int64_t now_ms, int64_t interval_ms)
{
	int64_t until = atomic_load(&admission->quiet_until_ms);
	return now_ms >= until && atomic_compare_exchange_strong(&admission->quiet_until_ms, &until,
								 now_ms + interval_ms);
}
