/* SPDX-License-Identifier: MIT */
#include "timestamp.h"

#include <inttypes.h>
#include <time.h>

enum { NS_PER_US = 1000, US_PER_S = 1000000 };

/* Rounded down, as captures with microseconds have it; so is a time before 1970. */
static void split(int64_t ns, int64_t *seconds, unsigned *us)
{
	*seconds = ns / NS_PER_S;
	int64_t rest = ns % NS_PER_S;
	if (rest < 0) {
		rest += NS_PER_S;
		--*seconds;
	}
	*us = (unsigned)(rest / NS_PER_US);
}

static void text_date(struct text *text, int64_t ns)
{
	int64_t seconds;
	unsigned us;
	split(ns, &seconds, &us);
	time_t when = (time_t)seconds;
	struct tm local;
	char date[64];
	if (!localtime_r(&when, &local) ||
	    strftime(date, sizeof date, "%Y-%m-%d %H:%M:%S", &local) == 0)
		text_format(text, "%" PRId64, seconds); /* a year that no calendar has */
	else
		text_string(text, date);
	text_format(text, ".%06u ", us);
}

static void text_epoch(struct text *text, int64_t ns)
{
	int64_t seconds;
	unsigned us;
	split(ns, &seconds, &us);
	text_format(text, "%" PRId64 ".%06u ", seconds, us);
}

/* Each is cut to microseconds first, so that the differences of what -tt shows are what -ttt does.
 */
static int64_t in_us(int64_t ns)
{
	int64_t seconds;
	unsigned us;
	split(ns, &seconds, &us);
	return seconds * US_PER_S + us;
}

static void text_difference(struct text *text, int64_t ns, int64_t since_ns)
{
	int64_t us = in_us(ns) - in_us(since_ns);
	uint64_t distance = (uint64_t)(us < 0 ? -us : us), seconds = distance / US_PER_S;
	text_format(text, "%s%02" PRIu64 ":%02u:%02u.%06u ", us < 0 ? "-" : "", seconds / 3600,
		    (unsigned)(seconds / 60 % 60), (unsigned)(seconds % 60),
		    (unsigned)(distance % US_PER_S));
}

void text_timestamp(struct text *text, enum times times, int64_t time_ns, int64_t previous_ns,
		    int64_t first_ns)
{
	switch (times) {
	case TIMES_NONE:
		return;
	case TIMES_EPOCH:
		text_epoch(text, time_ns);
		return;
	case TIMES_SINCE_PREVIOUS:
		text_difference(text, time_ns, previous_ns);
		return;
	case TIMES_DATE:
		text_date(text, time_ns);
		return;
	case TIMES_SINCE_FIRST:
		text_difference(text, time_ns, first_ns);
		return;
	}
}

char *put_nanoseconds(char *at, uint32_t fraction)
{
	*at++ = '.';
	return put_nine_digits(at, fraction);
}

char *put_epoch_time(char *at, int64_t time_ns)
{
	uint64_t distance = time_ns < 0 ? -(uint64_t)time_ns : (uint64_t)time_ns;
	if (time_ns < 0)
		*at++ = '-';
	at = put_decimal(at, distance / NS_PER_S);
	return put_nanoseconds(at, (uint32_t)(distance % NS_PER_S));
}
