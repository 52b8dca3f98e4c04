/* SPDX-License-Identifier: MIT */
#include "rate.h"

enum { SECOND = 1000000000 };

/* Seconds and their rest apart, so that no product overflows. */
int64_t rate_time(const struct rate *rate, uint64_t number)
{
	uint64_t rest = number % rate->per_second;
	uint64_t after = number / rate->per_second * SECOND + rest * SECOND / rate->per_second;
	return rate->start + (int64_t)after;
}

uint64_t rate_due(const struct rate *rate, int64_t now)
{
	if (now < rate->start)
		return 0;
	uint64_t after = (uint64_t)(now - rate->start);
	uint64_t number =
	    after / SECOND * rate->per_second + after % SECOND * rate->per_second / SECOND;
	/* rate_time() rounds down, and so does this: the next one may be due as well. */
	while (rate_time(rate, number) <= now)
		number++;
	return number;
}
