/* SPDX-License-Identifier: MIT */
/* The steps of a playing: when each is over, and how long it took. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "playing_private.h"

enum { SLOW_STEP_US = 200 * 1000 };

/* A step that waits for nothing and takes long says that the machine is slow. */
static void measure_step(struct playing *playing, const struct scenario_step *step, int64_t took_us)
{
	bool waits = step->own || (step->kind == STEP_START && !program_is_client(step->program)) ||
		     step->kind == STEP_AWAIT_QUEUED || step->kind == STEP_END;
	if (waits || took_us <= SLOW_STEP_US)
		return;
	char *words = step_words(step);
	snprintf(playing->load.measured.slow_step, sizeof playing->load.measured.slow_step,
		 "the step '%s' took %lld ms", words, (long long)(took_us / 1000));
	free(words);
}

static bool begin(void *context, const struct scenario_step *step)
{
	struct playing *playing = context;
	int64_t began_us = machine_now_us();
	playing->step = playing->machine.at;
	bool done = playing_begin(playing, step);
	int64_t now_us = machine_now_us();
	measure_step(playing, step, now_us - began_us);
	playing->deadline_us = now_us + (int64_t)playing->options->patience_s * 1000000;
	return done && !playing->stopped;
}

static bool has_said(struct playing *playing, enum program_id program, const char *what)
{
	struct text *said = &playing->children.items[program].streams[STREAM_OUT].said;
	return strstr(text_c_string(said), what) != NULL;
}

static bool has_started(struct playing *playing, const struct scenario_step *step)
{
	if (program_is_client(step->program) || step->fails)
		return true;
	if (!has_said(playing, step->program, "listening on "))
		return false;
	machine_load_listens(&playing->load, step->program,
			     playing->children.items[step->program].pid);
	return true;
}

static bool is_over(void *context, const struct scenario_step *step)
{
	struct playing *playing = context;
	switch (step->kind) {
	case STEP_START:
		return has_started(playing, step);
	case STEP_AWAIT_ENDED:
	case STEP_END:
		return !children_run(&playing->children, step->program);
	case STEP_AWAIT_SAYS:
		return has_said(playing, step->program, step->text);
	case STEP_AWAIT_PHASES:
		return playing->phases >= step->number;
	case STEP_AWAIT_SEGMENTS:
		return playing->segments >= step->number;
	case STEP_AWAIT_QUEUED:
		return set_up_queued() >= step->number;
	case STEP_PAUSE:
		return machine_now_us() >= playing->pause_us;
	case STEP_CAPTURE:
		return playing->start_line.length > 0;
	case STEP_LOOK_LAST:
		if (playing->monitored && playing->monitor.looks < playing->looks_wanted)
			return false;
		playing_unwatch(playing);
		return true;
	default:
		return true;
	}
}

void playing_advance(struct playing *playing)
{
	static const struct steps_owner owner = {begin, is_over};
	if (playing->stopped)
		return;
	if (steps_advance(&playing->machine, &owner, playing) == STEPS_WAIT)
		playing_arm(playing);
	else
		event_base_loopbreak(playing->base);
}
