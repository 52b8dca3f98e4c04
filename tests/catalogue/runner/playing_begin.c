/* SPDX-License-Identifier: MIT */
/* What each step begins with. */
#include <signal.h>
#include <stdlib.h>

#include "file_text.h"
#include "needed_memory.h"
#include "playing_private.h"
#include "program_options.h"
#include "scenario_path.h"

enum { ARGUMENTS_MAX = 64 };

static enum carrier_end end_of(const struct playing *playing, enum program_id program)
{
	if (program == PROGRAM_SNIFFER)
		return scenario_path_capture(&playing->scenario);
	return program_is_client(program) ? CARRIER_CLIENT : CARRIER_SERVER;
}

static void enter(const struct playing *playing, enum carrier_end end)
{
	if (playing->carrier)
		carrier_enter(playing->carrier, end);
}

static void leave(const struct playing *playing)
{
	if (playing->carrier)
		carrier_leave(playing->carrier);
}

static bool start(struct playing *playing, enum program_id program, const char *name,
		  const char *const words[], size_t count)
{
	const char *arguments[ARGUMENTS_MAX + 3] = {NULL};
	struct err err;
	char *path = memory_format("%s/%s", playing->options->programs, name);
	size_t given = 0;
	arguments[given++] = path;
	if (playing->options->lang_word)
		arguments[given++] = playing->options->lang_word;
	for (size_t i = 0; i < count && i < ARGUMENTS_MAX; i++)
		arguments[given++] = words[i];
	enter(playing, end_of(playing, program));
	bool started = children_start(&playing->children, program, arguments, &err);
	leave(playing);
	if (!started)
		playing_stop(playing, OUTCOME_FAILED, "%s", err.text);
	free(path);
	return started;
}

static bool start_program(struct playing *playing, const struct scenario_step *step)
{
	struct words options;
	bool client = program_is_client(step->program);
	playing->expected[step->program] = step->fails ? 1
					   : client
					       ? program_status(&playing->scenario, step->program)
					       : STATUS_NONE;
	program_options(&playing->scenario, step, &options);
	bool started = start(playing, step->program, client ? "client" : "server",
			     (const char *const *)options.items, options.count);
	words_release(&options);
	return started;
}

/* Both ends' kernels, or lo's. */
static void open_monitor(struct playing *playing)
{
	struct err err;
	kernel_monitor_init(&playing->monitor);
	playing->monitored = true;
	for (enum carrier_end end = CARRIER_CLIENT;
	     end < (playing->carrier ? CARRIER_ENDS : CARRIER_SERVER); end++) {
		enter(playing, end);
		playing->monitored =
		    playing->monitored && kernel_monitor_add(&playing->monitor, &err);
		leave(playing);
	}
	playing->monitored = playing->monitored && kernel_monitor_look(&playing->monitor, &err);
	if (playing->monitored)
		playing_watch(playing);
	else if (!playing->monitor.missing)
		playing_stop(playing, OUTCOME_FAILED, "%s", err.text);
}

static bool start_capture(struct playing *playing)
{
	char *capture = memory_format("%s/capture.pcap", playing->options->work);
	const char *interface = playing->carrier ? CARRIER_INTERFACE : "lo";
	const char *const words[] = {"--phases", "--canonical", "-f",    "line",     "-i",
				     interface,  "-w",          capture, "--explain"};
	const size_t count = sizeof words / sizeof *words - !playing->options->explain;
	playing->expected[PROGRAM_SNIFFER] = STATUS_NONE;
	bool started = start(playing, PROGRAM_SNIFFER, "sniffer", words, count);
	free(capture);
	if (started)
		open_monitor(playing);
	return started && !playing->stopped;
}

static void on_path_failed(void *context, const char *why)
{
	playing_stop(context, OUTCOME_FAILED, "%s", why);
}

static bool open_path(struct playing *playing)
{
	struct text plan;
	struct err err;
	bool refused = false;
	text_init(&plan);
	scenario_path_plan(&playing->scenario, &plan);
	playing->carrier = carrier_open(text_c_string(&plan), playing->options->work, playing->base,
					on_path_failed, playing, &refused, &err);
	text_release(&plan);
	if (!playing->carrier)
		playing_stop(playing, refused ? OUTCOME_SKIP : OUTCOME_FAILED, "%s", err.text);
	return playing->carrier != NULL;
}

/* While lo is slow, what an end has sent is not captured yet: the kernel's states are ahead of the
 * capture's, and nobody looks at them. */
static bool slow_lo(struct playing *playing, struct text *refused)
{
	playing_unwatch(playing);
	return set_up_slow_lo(refused);
}

static bool fast_lo(struct playing *playing, struct text *refused)
{
	bool done = set_up_fast_lo(refused);
	if (playing->monitored)
		playing_watch(playing);
	return done;
}

static void count_dropped(struct playing *playing)
{
	if (!playing->carrier && !set_up_count_dropped(&playing->set_up, playing->lost))
		playing->losses_unknown = true;
}

static bool clear_rules(struct playing *playing, struct text *refused)
{
	count_dropped(playing);
	return set_up_clear_rules(refused);
}

static bool set_up(struct playing *playing, const struct scenario_step *step)
{
	struct words words;
	struct text refused;
	bool done = false;
	text_init(&refused);
	words_split(&words, step->text);
	if (step->kind == STEP_SET_UP)
		done = set_up_words(&playing->set_up, &words, &refused);
	else if (step->kind == STEP_CLEAR_RULES)
		done = clear_rules(playing, &refused);
	else if (step->kind == STEP_SLOW_LO)
		done = slow_lo(playing, &refused);
	else
		done = fast_lo(playing, &refused);
	if (!done)
		playing_stop(playing, OUTCOME_SKIP, "this system refuses %s",
			     text_c_string(&refused));
	words_release(&words);
	text_release(&refused);
	return done;
}

/* The kernel's counters, of each end where there are two, for `proof` and `counter`. */
static bool count(struct playing *playing, struct text *counters)
{
	struct err err;
	bool done = true;
	for (enum carrier_end end = CARRIER_CLIENT;
	     done && end < (playing->carrier ? CARRIER_ENDS : CARRIER_SERVER); end++) {
		enter(playing, end);
		done = file_read("/proc/self/net/netstat", &counters[end], &err) &&
		       file_read("/proc/self/net/snmp", &counters[end], &err);
		leave(playing);
	}
	if (!done)
		playing_stop(playing, OUTCOME_FAILED, "%s", err.text);
	return done;
}

static void end_program(struct playing *playing, enum program_id program)
{
	if (program == PROGRAM_SERVER || program == PROGRAM_SERVER2)
		machine_load_ends(&playing->load, program, playing->children.items[program].pid);
	if (!children_run(&playing->children, program))
		return;
	playing->expected[program] =
	    *playing->missing ? STATUS_ANY : program_status(&playing->scenario, program);
	children_signal(&playing->children, program, SIGTERM);
}

/* Of a program that was never started nothing can be asked. */
static bool is_known(struct playing *playing, const struct scenario_step *step)
{
	if (step->own || playing->children.items[step->program].started)
		return true;
	playing_stop(playing, OUTCOME_FAILED,
		     "its file speaks of a program '%s' that it has not started",
		     program_id_name(step->program));
	return false;
}

static bool begin_program(struct playing *playing, const struct scenario_step *step)
{
	if (!is_known(playing, step))
		return false;
	if (step->kind == STEP_TELL)
		children_signal(&playing->children, step->program, SIGUSR1);
	else if (step->kind == STEP_END)
		end_program(playing, step->program);
	return true;
}

bool playing_begin(struct playing *playing, const struct scenario_step *step)
{
	switch (step->kind) {
	case STEP_START:
		return start_program(playing, step);
	case STEP_CAPTURE:
		return start_capture(playing);
	case STEP_AWAIT_ENDED:
	case STEP_AWAIT_SAYS:
	case STEP_TELL:
	case STEP_END:
		return begin_program(playing, step);
	case STEP_SET_UP:
	case STEP_CLEAR_RULES:
	case STEP_SLOW_LO:
	case STEP_FAST_LO:
		return set_up(playing, step);
	case STEP_PAUSE:
		playing->pause_us = machine_now_us() + (int64_t)step->number * 1000;
		return true;
	case STEP_PATH:
		return open_path(playing);
	case STEP_COUNT_BEFORE:
		return count(playing, playing->counters[0]);
	case STEP_COUNT_AFTER:
		count_dropped(playing);
		return count(playing, playing->counters[1]);
	case STEP_MEASURE:
		machine_load_begin(&playing->load);
		return true;
	case STEP_MEASURED:
		machine_load_end(&playing->load);
		return true;
	case STEP_LOOK_LAST:
		/* What is under way arrives before. */
		playing->looks_wanted =
		    playing->monitor.looks + MONITOR_LAST_LOOKS +
		    scenario_path_longest_ms(&playing->scenario) / MONITOR_INTERVAL_MS;
		return true;
	case STEP_AWAIT_PHASES:
	case STEP_AWAIT_SEGMENTS:
	case STEP_AWAIT_QUEUED:
		return true;
	}
	return false;
}
