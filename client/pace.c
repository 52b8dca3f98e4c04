/* SPDX-License-Identifier: MIT */
#include "pace.h"

enum { SECOND = 1000000000 };

/* Seconds and their rest apart, so that no product overflows. */
int64_t pace_time(const struct pace *pace, uint64_t number)
{
	uint64_t rest = number % pace->rate;
	uint64_t after = number / pace->rate * SECOND + rest * SECOND / pace->rate;
	return pace->start + (int64_t)after;
}

uint64_t pace_due(const struct pace *pace, int64_t now)
{
	if (now < pace->start)
		return 0;
	uint64_t after = (uint64_t)(now - pace->start);
	uint64_t number = after / SECOND * pace->rate + after % SECOND * pace->rate / SECOND;
	/* pace_time() rounds down, and so does this: the next one may be due as well. */
	while (pace_time(pace, number) <= now)
		number++;
	return number;
}
