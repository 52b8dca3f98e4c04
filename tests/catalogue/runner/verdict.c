/* SPDX-License-Identifier: MIT */
#include "verdict.h"

#include <string.h>

#include "compared_text.h"
#include "promises.h"

void verdict_texts_init(struct verdict_texts *texts)
{
	text_init(&texts->compared);
	text_init(&texts->moments);
	text_init(&texts->broken);
}

void verdict_texts_release(struct verdict_texts *texts)
{
	text_release(&texts->compared);
	text_release(&texts->moments);
	text_release(&texts->broken);
}

static const char *own_golden(const struct verdict_input *input)
{
	return input->goldens->items[input->goldens->own].bytes;
}

/* By the scenario's key `compare`. */
static void make_compared(const struct verdict_input *input, struct text *compared)
{
	static const struct {
		const char *word;
		void (*make)(struct text *text, const struct observed *observed);
	} forms[] = {{"segments", compared_segments},
		     {"sides", compared_sides},
		     {"totals", compared_totals}};
	const char *word = scenario_value(input->scenario, KEY_COMPARE);
	for (size_t i = 0; word && i < sizeof forms / sizeof *forms; i++)
		if (strcmp(forms[i].word, word) == 0) {
			forms[i].make(compared, input->observed);
			return;
		}
	text_string(compared, input->listing);
}

/* Fills texts->broken. Returns whether something of it is no matter of milliseconds. */
static bool check_promises(const struct verdict_input *input, struct verdict_texts *texts)
{
	struct quiet_points points;
	struct promises promises = {
	    .observed = input->observed,
	    .missing = input->missing,
	    .counters_before = {input->counters_before[0], input->counters_before[1]},
	    .counters_after = {input->counters_after[0], input->counters_after[1]},
	    .losses_known = input->losses_known,
	    .lost = {input->lost[0], input->lost[1]},
	};
	if (!input->monitor)
		return promises_broken(&texts->broken, &promises, input->scenario);
	quiet_points_compare(&points, input->observed, input->monitor, input->scenario,
			     QUIET_APART_MS + input->path_ms);
	promises.points = &points;
	bool hard = promises_broken(&texts->broken, &promises, input->scenario);
	text_bytes(&texts->moments, points.moments.bytes, points.moments.length);
	quiet_points_release(&points);
	return hard;
}

void verdict_moments(const struct observed *observed, const struct kernel_monitor *monitor,
		     const struct scenario *scenario, int64_t path_ms, struct verdict_texts *texts)
{
	struct quiet_points points;
	quiet_points_compare(&points, observed, monitor, scenario, QUIET_APART_MS + path_ms);
	text_bytes(&texts->moments, points.moments.bytes, points.moments.length);
	quiet_points_release(&points);
}

/* Whether what differs is of the kind that a few milliseconds can change; with the same segments
 * the labels, and what the kernel's states were. HARD: of what is broken. */
static bool may_be_order(const struct verdict_input *input, const char *compared, bool hard)
{
	const char *golden = own_golden(input);
	if (!golden)
		return false;
	if (strcmp(golden, compared) == 0)
		return !hard;
	return compared_same_core(golden, compared);
}

static void find_lateness(const struct verdict_input *input, const char *compared, bool hard,
			  struct text *late)
{
	struct exchange_times times;
	exchange_times_measure(&times, input->observed);
	lateness_words(late, input->scenario, &times, input->measured,
		       input->update || may_be_order(input, compared, hard));
	exchange_times_release(&times);
}

/* What other kernels do, where this is it. */
static void tell_border(const struct goldens *goldens, const char *compared, struct text *reason)
{
	const struct golden *own = &goldens->items[goldens->own];
	for (size_t i = 0; i < goldens->count; i++) {
		const struct golden *other = &goldens->items[i];
		if (!other->bytes || strcmp(other->bytes, compared) != 0)
			continue;
		text_format(reason, "this kernel calls itself %s, but does what %s (%.*s); ",
			    goldens->release, i > 0 ? "others do" : "those beyond this border do",
			    (int)(i > 0 ? other : own)->border.length,
			    (i > 0 ? other : own)->border.bytes);
		return;
	}
}

/* DIFFERS, in words. */
static void tell_difference(const struct verdict_input *input, struct verdict_texts *texts,
			    struct outcome *outcome)
{
	const char *compared = text_c_string(&texts->compared);
	const char *form = scenario_value(input->scenario, KEY_COMPARE);
	const char *golden = own_golden(input);
	outcome_set(outcome, OUTCOME_DIFFERS, "%s", "");
	if (golden && strcmp(golden, compared) != 0) {
		tell_border(input->goldens, compared, &outcome->reason);
		compared_difference(&outcome->reason, golden, compared,
				    !form || strcmp(form, "sides") != 0, input->observed);
	}
	if (texts->broken.length == 0)
		return;
	if (outcome->reason.length > 0)
		text_string(&outcome->reason, "; ");
	text_bytes(&outcome->reason, texts->broken.bytes, texts->broken.length);
}

/* The other way that the kernel may do it. */
static bool is_second(const struct verdict_input *input, struct verdict_texts *texts)
{
	const char *second = input->goldens->second.bytes;
	return second && scenario_value(input->scenario, KEY_GOLDEN_2) &&
	       texts->broken.length == 0 && strcmp(second, text_c_string(&texts->compared)) == 0;
}

static void judge_update(const struct verdict_input *input, struct verdict_texts *texts,
			 const char *late, struct outcome *outcome)
{
	if (input->dropped > 0)
		outcome_set(outcome, OUTCOME_INCONCLUSIVE,
			    "not updated: the kernel dropped %llu packets before they were "
			    "captured",
			    input->dropped);
	else if (*late)
		outcome_set(outcome, OUTCOME_INCONCLUSIVE, "not updated: %s", late);
	else if (texts->broken.length > 0)
		outcome_set(outcome, OUTCOME_FAILED, "not updated: %s",
			    text_c_string(&texts->broken));
	else
		tell_difference(input, texts, outcome);
}

static void judge_check(const struct verdict_input *input, struct verdict_texts *texts,
			bool is_golden, const char *late, struct outcome *outcome)
{
	const char *name = input->scenario->name;
	const char *second = scenario_value(input->scenario, KEY_GOLDEN_2);
	const struct golden *own = &input->goldens->items[input->goldens->own];
	if (!own->bytes)
		outcome_set(outcome, OUTCOME_FAILED,
			    "there is no golden output yet: --update %s makes it", name);
	else if (input->dropped > 0)
		outcome_set(outcome, OUTCOME_INCONCLUSIVE,
			    "the kernel dropped %llu packets before they were captured",
			    input->dropped);
	else if (is_golden && own->border.length > 0)
		outcome_set_border(outcome, &own->border);
	else if (is_golden)
		outcome_set(outcome, OUTCOME_PASS, "the same as its golden output");
	else if (is_second(input, texts))
		outcome_set(outcome, OUTCOME_PASS, "the same as its second golden output (%s)",
			    second);
	else if (*late)
		outcome_set(outcome, OUTCOME_INCONCLUSIVE, "%s", late);
	else
		tell_difference(input, texts, outcome);
}

void verdict_judge(const struct verdict_input *input, struct verdict_texts *texts,
		   struct outcome *outcome)
{
	struct text late;
	text_init(&late);
	make_compared(input, &texts->compared);
	bool hard = check_promises(input, texts);
	const char *compared = text_c_string(&texts->compared);
	const char *golden = own_golden(input);
	bool is_golden = texts->broken.length == 0 && golden && strcmp(golden, compared) == 0;
	if (!is_golden)
		find_lateness(input, compared, hard, &late);
	if (!input->update)
		judge_check(input, texts, is_golden, text_c_string(&late), outcome);
	else if (is_golden || is_second(input, texts))
		outcome_set(outcome, OUTCOME_PASS, "the golden output is up to date");
	else
		judge_update(input, texts, text_c_string(&late), outcome);
	text_release(&late);
}
