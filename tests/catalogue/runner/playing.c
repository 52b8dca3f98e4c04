/* SPDX-License-Identifier: MIT */
#include "playing_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "needed_memory.h"

enum { SLOW_STEP_US = 200 * 1000 };

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

/* What it has in PATH, and the kernel; if not, OUTCOME is why it cannot be played here. */
static bool is_possible(struct playing *playing)
{
	struct words needs;
	const char *missed = NULL;
	bool ipv6 = true;
	scenario_words(&playing->scenario, KEY_NEEDS, &needs);
	for (size_t i = 0; i < needs.count && !missed; i++)
		if (strcmp(needs.items[i], "ipv6") == 0)
			ipv6 = private_network_has_ipv6();
		else if (!command_exists(needs.items[i]))
			missed = needs.items[i];
	if (missed)
		outcome_set(playing->outcome, OUTCOME_SKIP, "%s is not installed", missed);
	else if (!ipv6)
		outcome_set(playing->outcome, OUTCOME_SKIP, "this kernel has no IPv6 on lo");
	else if (scenario_value(&playing->scenario, KEY_KIND))
		outcome_set(playing->outcome, OUTCOME_SKIP,
			    "a sweep is played by run_demo.sh alone so far");
	bool possible = !missed && ipv6 && !scenario_value(&playing->scenario, KEY_KIND);
	words_release(&needs);
	return possible;
}

static void play(struct playing *playing)
{
	playing->base = memory_needed(event_base_new());
	steps_make(&playing->steps, &playing->scenario);
	playing->machine.list = &playing->steps;
	playing_events_open(playing);
	playing_advance(playing);
	if (!playing->stopped && playing->machine.at < playing->steps.count)
		event_base_dispatch(playing->base);
	children_end(&playing->children);
	playing_events_close(playing);
	if (!playing->stopped)
		playing_judge(playing);
	children_release(&playing->children);
	if (playing->monitored)
		kernel_monitor_release(&playing->monitor);
	steps_release(&playing->steps);
	event_base_free(playing->base);
}

void playing_run(const struct playing_options *options, const char *name, struct outcome *outcome)
{
	struct err err;
	struct playing playing = {
	    .options = options,
	    .outcome = outcome,
	    .set_up = {.user = options->network == NETWORK_USER},
	    .monitor = {.diag = {.fd = -1}},
	};
	text_init(&playing.start_line);
	text_init(&playing.counters[0]);
	text_init(&playing.counters[1]);
	if (!scenario_read(&playing.scenario, options->scenarios, name, &err))
		outcome_set(outcome, OUTCOME_FAILED, "%s", err.text);
	else if (is_possible(&playing))
		play(&playing);
	scenario_release(&playing.scenario);
	text_release(&playing.start_line);
	text_release(&playing.counters[0]);
	text_release(&playing.counters[1]);
}
