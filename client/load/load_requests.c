/* SPDX-License-Identifier: MIT */
#include "load_requests.h"

/* So many requests there will be, as far as that is known. Those of an open loop are counted
 * beforehand: what is due by its end is still sent, however late. */
static uint64_t limit_of(const struct load_settings *load)
{
	uint64_t limit = load->requests > 0 ? load->requests : UINT64_MAX;
	if (load->rate > 0 && load->duration_s > 0 && load->rate * load->duration_s < limit)
		limit = load->rate * load->duration_s;
	return limit;
}

void load_requests_init(struct load_requests *requests, const struct client_settings *settings,
			int64_t start)
{
	*requests = (struct load_requests){
	    .open = settings->load.rate > 0,
	    .rate = {.per_second = settings->load.rate, .start = start},
	    .limit = limit_of(&settings->load),
	};
}

uint64_t load_requests_waiting(const struct load_requests *requests, int64_t now)
{
	if (!requests->open)
		return 0;
	uint64_t due = rate_due(&requests->rate, now);
	due = due < requests->limit ? due : requests->limit;
	return due > requests->assigned ? due - requests->assigned : 0;
}

bool load_requests_left(const struct load_requests *requests)
{
	return requests->assigned < requests->limit;
}

int64_t load_requests_next(const struct load_requests *requests)
{
	return rate_time(&requests->rate, requests->assigned);
}

bool load_requests_take(struct load_requests *requests, uint64_t reserved, int64_t now,
			uint64_t *number, int64_t *started)
{
	if (!load_requests_left(requests) || requests->limit - requests->assigned <= reserved)
		return false;
	*started = requests->open ? load_requests_next(requests) : now;
	if (*started > now)
		return false;
	*number = requests->assigned++;
	return true;
}

void load_requests_stop(struct load_requests *requests)
{
	requests->limit = requests->assigned;
}
