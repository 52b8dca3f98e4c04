/* SPDX-License-Identifier: MIT */
#include "lateness.h"

#include <stdlib.h>
#include <string.h>

#include "scenario_path.h"

const char lateness_too_slow[] = "the machine was too slow to tell";

/* Microseconds as milliseconds with two decimals. */
static void append_ms(struct text *text, int64_t us)
{
	text_format(text, "%lld.%02lld", (long long)(us / 1000), (long long)(us % 1000 / 10));
}

/* What the server was told to wait before its close is not late. */
static uint32_t told_ms(const struct scenario *scenario)
{
	static const char option[] = "--close-delay=";
	struct words words;
	uint32_t told = 0;
	scenario_words(scenario, KEY_SERVER, &words);
	for (size_t i = 0; i < words.count; i++)
		if (strncmp(words.items[i], option, strlen(option)) == 0)
			told = (uint32_t)strtoul(words.items[i] + strlen(option), NULL, 10);
	words_release(&words);
	return told;
}

/* Whether a silence may come from somebody who waited for a processor or a disk, or from a slow
 * processor. On an idle machine a long one is the kernel's own. The kernel's figure is a mean over
 * the processors, weighted by how busy each was: of N processors that are all busy, one of which
 * lets somebody wait, it tells at least WAITED * WAITED / (N * TIME). */
static bool may_be_waiting(const struct lateness_measured *measured, int64_t silence_ms)
{
	struct text why;
	if (!measured->pressure_known)
		return true;
	int64_t pressed = measured->pressed[PRESSURE_CPU] + measured->pressed[PRESSURE_IO] +
			  measured->pressed[PRESSURE_STEAL];
	if (pressed * measured->processors * measured->took >= silence_ms * silence_ms)
		return true;
	text_init(&why);
	measured->slow_processor(&why);
	bool slow = why.length > 0;
	text_release(&why);
	return slow;
}

/* The first silence that is longer than the scenario has it, or that it does not have at all. */
static void odd_silence(struct text *why, const struct scenario *scenario,
			const struct exchange_times *times,
			const struct lateness_measured *measured)
{
	struct words limits;
	const int64_t usual = LATE_MS + 2 * (int64_t)scenario_path_longest_ms(scenario);
	scenario_words(scenario, KEY_SILENCES, &limits);
	for (size_t i = 0; i < times->silence_count; i++) {
		int64_t came = times->silences[i], limit = usual;
		if (i < limits.count && strcmp(limits.items[i], "any") == 0)
			continue;
		if (i < limits.count)
			limit = strtol(limits.items[i], NULL, 10);
		if (came <= limit * 1000)
			continue;
		if (may_be_waiting(measured, came / 1000)) {
			text_string(why, "nothing was sent for ");
			append_ms(why, came);
			text_format(why, " ms (limit %lld ms)", (long long)limit);
		}
		break;
	}
	words_release(&limits);
}

/* Whether lo is slowed for a while, so that segments wait in its queue. */
static bool holds_segments(const struct scenario *scenario)
{
	size_t at = 0;
	for (const char *step; (step = scenario_next(scenario, KEY_STEP, &at));)
		if (strcmp(step, "slow lo") == 0)
			return true;
	return false;
}

/* The kernel's least retransmission time-out (TCP_RTO_MIN) is 200 ms: what comes again sooner by
 * the capture had waited in the queue, where the capture does not see it. */
static void sent_again_words(struct text *why, const struct scenario *scenario, int64_t again_us)
{
	enum { RTO_MIN_US = 200000 };
	text_string(why, "a segment was sent again after ");
	append_ms(why, again_us);
	text_string(why, " ms though none was lost");
	if (again_us < RTO_MIN_US && holds_segments(scenario))
		text_string(why, " (lo had held it longer than the retransmission time-out)");
}

/* What the capture shows. */
static void capture_words(struct text *why, const struct scenario *scenario,
			  const struct exchange_times *times,
			  const struct lateness_measured *measured)
{
	const char *limit = scenario_value(scenario, KEY_LATE_AFTER_MS);
	const char *delayed = scenario_value(scenario, KEY_DELAYED_ACKS);
	uint32_t late = scenario_number(scenario, KEY_LATE_AFTER_MS, 0) + told_ms(scenario);
	if (limit && times->close_us > (int64_t)late * 1000) {
		text_string(why, "the server closed ");
		append_ms(why, times->close_us);
		text_format(why, " ms after the client's FIN (limit %u ms)", late);
	} else if (scenario_value(scenario, KEY_LOSSLESS) && times->again_us >= 0) {
		sent_again_words(why, scenario, times->again_us);
	} else if (delayed && times->delayed > scenario_number(scenario, KEY_DELAYED_ACKS, 0)) {
		text_format(why, "%u ACKs were delayed until their timer fired (expected %s)",
			    times->delayed, delayed);
	} else {
		odd_silence(why, scenario, times, measured);
	}
}

/* What was measured of the programs and of the machine as a whole. */
static void machine_words(struct text *why, const struct lateness_measured *measured)
{
	for (enum program_id i = PROGRAM_SERVER; i < PROGRAM_COUNT; i++) {
		if (measured->waited[i] < LATE_MS)
			continue;
		text_format(why, "the %s waited %lld ms for a processor", program_id_name(i),
			    (long long)measured->waited[i]);
		return;
	}
	if (measured->pressed[PRESSURE_STEAL] >= LATE_MS)
		text_format(why, "the hypervisor took %lld of %lld ms",
			    (long long)measured->pressed[PRESSURE_STEAL],
			    (long long)measured->took);
	else if (measured->late_tick >= LATE_MS)
		text_format(why, "the runner woke up %lld ms late", (long long)measured->late_tick);
	else
		text_string(why, measured->slow_step);
}

/* Some program or other waits for a processor on every machine; a busy one is where that goes on
 * for half of the time. */
static void busy_words(struct text *why, const struct lateness_measured *measured)
{
	static const char *const names[] = {[PRESSURE_CPU] = "processor", [PRESSURE_IO] = "disk"};
	for (int what = PRESSURE_CPU; what <= PRESSURE_IO && why->length == 0; what++)
		if (measured->pressed[what] >= LATE_MS &&
		    measured->pressed[what] * 2 >= measured->took)
			text_format(why, "programs waited for a %s for %lld of %lld ms",
				    names[what], (long long)measured->pressed[what],
				    (long long)measured->took);
}

void lateness_words(struct text *why, const struct scenario *scenario,
		    const struct exchange_times *times, const struct lateness_measured *measured,
		    bool strict)
{
	text_clear(why);
	text_string(why, measured->missed);
	if (why->length == 0)
		capture_words(why, scenario, times, measured);
	if (why->length == 0)
		machine_words(why, measured);
	if (why->length == 0 && strict)
		busy_words(why, measured);
	if (why->length > 0)
		text_format(why, ": %s", lateness_too_slow);
}

void lateness_machine_words(struct text *why, const struct lateness_measured *measured)
{
	machine_words(why, measured);
	if (why->length == 0)
		busy_words(why, measured);
}
