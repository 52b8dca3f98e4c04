/* SPDX-License-Identifier: MIT */
#include "timers.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange_times.h"
#include "needed_memory.h"
#include "words.h"

bool timers_clock_counts(const char *command_line)
{
	struct words words;
	bool counts = false;
	words_split(&words, command_line);
	for (size_t i = 0; i < words.count; i++)
		counts |= strcmp(words.items[i], "demo_clock=instructions") == 0;
	words_release(&words);
	return counts;
}

/* Whether it is claimed of a timer. What comes sooner than LATE_MS is no timer's, but for a loss
 * probe, which takes two round trips (RFC 8985). */
static bool is_of_timer(const struct observed_time *time)
{
	static const enum claim_id timers[] = {
	    CLAIM_SYN_AGAIN,       CLAIM_SYN_ACK_AGAIN, CLAIM_SYN_ACK_HELD,  CLAIM_FIN_AGAIN,
	    CLAIM_FIN_ACKED_ALONE, CLAIM_ACK_DELAYED,   CLAIM_ACK_LATE,      CLAIM_KEEP_ALIVE,
	    CLAIM_WINDOW_PROBE,    CLAIM_AGAIN_TIMEOUT, CLAIM_AGAIN_DOUBLED, CLAIM_AGAIN_PROBE,
	    CLAIM_AGAIN_TIMER,
	};
	if (time->us < LATE_MS * 1000 && time->claim != CLAIM_AGAIN_PROBE)
		return false;
	for (size_t i = 0; i < sizeof timers / sizeof *timers; i++)
		if (timers[i] == time->claim)
			return true;
	return false;
}

static bool rests_on_round_trip(enum claim_id claim)
{
	return claim == CLAIM_AGAIN_TIMEOUT || claim == CLAIM_AGAIN_DOUBLED ||
	       claim == CLAIM_AGAIN_PROBE || claim == CLAIM_AGAIN_TIMER || claim == CLAIM_FIN_AGAIN;
}

static void append_rows(struct text *rows, const struct scenario *scenario,
			const struct observed *observed, uint32_t connection, enum side from)
{
	for (size_t i = 0; i < observed->time_count; i++) {
		const struct observed_time *time = &observed->times[i];
		if (rests_on_round_trip(time->claim) && scenario_value(scenario, KEY_PATH))
			continue;
		if (time->connection == connection && time->from == from && is_of_timer(time))
			text_format(rows, "%s\t%u\t%s\t%s\t%" PRId64 "\n", scenario->name,
				    connection, from == SIDE_CLIENT ? "client" : "server",
				    claim_name(time->claim), time->us);
	}
}

void timers_rows(struct text *rows, const struct scenario *scenario,
		 const struct observed *observed)
{
	uint32_t last = 0;
	for (size_t i = 0; i < observed->time_count; i++)
		last = observed->times[i].connection > last ? observed->times[i].connection : last;
	for (uint32_t connection = 1; connection <= last; connection++) {
		append_rows(rows, scenario, observed, connection, SIDE_CLIENT);
		append_rows(rows, scenario, observed, connection, SIDE_SERVER);
	}
}

char *timers_path(const char *goldens, const char *release, const char *machine)
{
	const char *minor = release + strcspn(release, ".");
	minor += *minor == '.';
	return memory_format("%s/times/%.*s-%s.tsv", goldens,
			     (int)(minor + strspn(minor, "0123456789") - release), release,
			     machine);
}

/* How ROW stands to the rows of SCENARIO, which are sorted by its name. */
static int compare_row(const char *row, const char *scenario)
{
	const size_t length = strcspn(row, "\t\n"), own = strlen(scenario);
	const int order = strncmp(row, scenario, length < own ? length : own);
	return order != 0 ? order : (length > own) - (length < own);
}

void timers_split(const char *all, const char *scenario, struct text *before, struct text *own,
		  struct text *behind)
{
	while (*all) {
		const size_t length = strcspn(all, "\n") + 1;
		const int order = *all == '#' ? -1 : compare_row(all, scenario);
		text_format(order < 0    ? before
			    : order == 0 ? own
					 : behind,
			    "%.*s\n", (int)length - 1, all);
		all += all[length - 1] ? length : length - 1;
	}
}

int64_t timers_tolerance_us(int64_t us, int64_t jiffy_us)
{
	enum { SLOTS = 64, COARSER = 8, WAITED_US = 1000 };
	int64_t slot = jiffy_us;
	for (int64_t reach = SLOTS * jiffy_us; us >= reach; reach *= COARSER)
		slot *= COARSER;
	return slot + WAITED_US;
}

static void append_ms(struct text *words, int64_t us)
{
	text_format(words, "%" PRId64 ".%" PRId64 " ms", us / 1000, us % 1000 / 100);
}

/* Behind the name of the scenario: "connection 1, client: syn-again after 1013.0 ms"; "nothing" at
 * the end. */
static void append_row(struct text *words, const char *row)
{
	unsigned connection;
	char side[16], claim[64];
	int64_t us;
	if (sscanf(row, "%*[^\t]\t%u\t%15[^\t]\t%63[^\t]\t%" SCNd64, &connection, side, claim,
		   &us) != 4) {
		text_string(words, "nothing");
		return;
	}
	text_format(words, "connection %u, %s: %s after ", connection, side, claim);
	append_ms(words, us);
}

/* What stands behind the last tab; and how much is before it. */
static int64_t time_of(const char *row, size_t *before)
{
	size_t end = strcspn(row, "\n"), tab = end;
	while (tab > 0 && row[tab - 1] != '\t')
		tab--;
	*before = tab;
	return tab > 0 ? strtoll(row + tab, NULL, 10) : 0;
}

static bool same_row(const char *golden, const char *came, int64_t jiffy_us)
{
	size_t before[2];
	const int64_t expected = time_of(golden, &before[0]), us = time_of(came, &before[1]);
	return before[0] > 0 && before[0] == before[1] && strncmp(golden, came, before[0]) == 0 &&
	       llabs(us - expected) <= timers_tolerance_us(expected, jiffy_us);
}

void timers_difference(struct text *words, const char *golden, const char *came, int64_t jiffy_us)
{
	for (unsigned number = 1; *golden || *came; number++) {
		size_t before;
		if (!same_row(golden, came, jiffy_us)) {
			text_format(words, "timer %u: ", number);
			append_row(words, came);
			text_string(words, ", in the golden times ");
			append_row(words, golden);
			text_string(words, " (");
			append_ms(words, timers_tolerance_us(time_of(golden, &before), jiffy_us));
			text_string(words, " more or less may be)");
			return;
		}
		golden += strcspn(golden, "\n") + 1;
		came += strcspn(came, "\n") + 1;
	}
}
