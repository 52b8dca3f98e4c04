/* SPDX-License-Identifier: MIT */
#include "playing_private.h"

#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "needed_memory.h"
#include "scenario_change.h"
#include "sweep_playing.h"

static bool changes_network(const struct scenario *scenario)
{
	static const char *const steps[] = {"set-up ", "clear ", "slow ", "fast "};
	size_t at = 0;
	if (scenario_value(scenario, KEY_SET_UP) || scenario_value(scenario, KEY_PATH))
		return true;
	for (const char *step; (step = scenario_next(scenario, KEY_STEP, &at));)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
			if (strncmp(step, steps[i], strlen(steps[i])) == 0)
				return true;
	return false;
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
	bool unfit =
	    playing->options->network == NETWORK_HOST && changes_network(&playing->scenario);
	if (unfit && !missed && ipv6)
		outcome_set(playing->outcome, OUTCOME_SKIP,
			    "it changes the network, and this system gives no private one");
	words_release(&needs);
	return !missed && ipv6 && !unfit;
}

static bool change(struct scenario *scenario, const struct words *changes, struct err *err)
{
	for (size_t i = 0; changes && i < changes->count; i++)
		if (!scenario_change(scenario, changes->items[i], err))
			return false;
	return true;
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
	carrier_close(playing->carrier);
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
	    .monitor = {.diags = {{.fd = -1}, {.fd = -1}}},
	};
	text_init(&playing.start_line);
	text_init(&playing.deaths);
	for (int i = 0; i < 2 * CARRIER_ENDS; i++)
		text_init(&playing.counters[i / CARRIER_ENDS][i % CARRIER_ENDS]);
	if (!scenario_read(&playing.scenario, options->scenarios, name, &err) ||
	    !change(&playing.scenario, options->changes, &err))
		outcome_set(outcome, OUTCOME_FAILED, "%s", err.text);
	else if (!is_possible(&playing))
		; /* that was told */
	else if (scenario_value(&playing.scenario, KEY_KIND))
		sweep_playing_run(options, &playing.scenario, outcome);
	else
		play(&playing);
	scenario_release(&playing.scenario);
	text_release(&playing.start_line);
	text_release(&playing.deaths);
	for (int i = 0; i < 2 * CARRIER_ENDS; i++)
		text_release(&playing.counters[i / CARRIER_ENDS][i % CARRIER_ENDS]);
}
