/* SPDX-License-Identifier: MIT */
/* What may happen to a playing at any time: it stops, and its timers are set. */
#include <stdio.h>

#include "playing_private.h"

enum { TICK_US = 50000, AGAIN_US = 5000 };

void playing_stop(struct playing *playing, enum outcome_word word, const char *format, ...)
{
	char reason[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(reason, sizeof reason, format, arguments);
	va_end(arguments);
	if (!playing->stopped)
		outcome_set(playing->outcome, word, "%s", reason);
	playing->stopped = true;
	event_base_loopbreak(playing->base);
}

static void set_timer(struct event *event, int64_t us)
{
	if (us < 0)
		us = 0;
	const struct timeval time = {us / 1000000, us % 1000000};
	event_add(event, &time);
}

void playing_arm(struct playing *playing)
{
	const struct scenario_step *step = &playing->steps.items[playing->machine.at];
	const int64_t now_us = machine_now_us();
	int64_t wake_us = playing->deadline_us;
	if (step->kind == STEP_PAUSE)
		wake_us = playing->pause_us;
	else if (step->kind == STEP_AWAIT_QUEUED) /* there is no event for it */
		wake_us = now_us + AGAIN_US;
	set_timer(playing->wake, wake_us - now_us);
	playing->tick_us = now_us + TICK_US;
	set_timer(playing->tick, TICK_US);
}

void playing_watch(struct playing *playing)
{
	const struct timeval interval = {0, MONITOR_INTERVAL_MS * INT64_C(1000)};
	event_add(playing->look, &interval);
}

void playing_unwatch(struct playing *playing)
{
	event_del(playing->look);
}
