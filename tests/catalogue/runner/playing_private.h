/* SPDX-License-Identifier: MIT */
/* Private to playing: what its files share, each of which calls only those that stand before it
 * here. */
#ifndef PLAYING_PRIVATE_H
#define PLAYING_PRIVATE_H

#include "carrier.h"
#include "children.h"
#include "kernel_monitor.h"
#include "machine_load.h"
#include "observed.h"
#include "playing.h"
#include "set_up.h"

enum { STATUS_NONE = -1, STATUS_ANY = -2 };

struct playing {
	const struct playing_options *options;
	struct scenario scenario;
	struct step_list steps;
	struct steps_machine machine;
	struct event_base *base;
	struct event *wake; /* for the step that waits: its end, its patience, or to look again */
	struct event *tick; /* tells how late we wake */
	struct event *look; /* the monitor's */
	struct event *terminate; /* SIGTERM */
	struct children children;
	struct set_up set_up;
	unsigned lost[2]; /* by the rules, of what the client and the server sent */
	bool losses_unknown;
	struct carrier *carrier; /* owned; NULL: the scenario is played on lo */
	struct kernel_monitor monitor;
	bool monitored; /* this kernel tells its sockets */
	unsigned looks_wanted;
	struct machine_load load;
	size_t step;                 /* index of the step that the deadline is of */
	int64_t deadline_us;         /* of the step; CLOCK_MONOTONIC */
	int64_t pause_us;            /* until when */
	int64_t tick_us;             /* when the tick is due */
	int expected[PROGRAM_COUNT]; /* status that the program may end with; STATUS_NONE,
					STATUS_ANY */
	unsigned phases, segments;   /* that the sniffer printed */
	struct text start_line;      /* the sniffer's first words: it captures */
	unsigned long long dropped;
	struct text deaths; /* of a changed scenario: "; the client ended with status 1: WHY" */
	char missing[64];   /* what the sniffer was expected to print, and did not */
	struct text counters[2][CARRIER_ENDS]; /* before and after; on lo the client's are all */
	struct outcome *outcome;
	bool stopped; /* the scenario cannot go on: outcome says why */
};

/* playing_state.c: the scenario cannot go on. */
void playing_stop(struct playing *playing, enum outcome_word word, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Sets the timers for the step that waits. */
void playing_arm(struct playing *playing);

void playing_watch(struct playing *playing);   /* the monitor begins */
void playing_unwatch(struct playing *playing); /* and ends */

/* playing_begin.c: does what STEP begins with. False: the scenario cannot go on. */
bool playing_begin(struct playing *playing, const struct scenario_step *step);

/* playing_steps.c: goes on with the steps as far as they can. */
void playing_advance(struct playing *playing);

/* playing_events.c: the events that a playing waits for. */
void playing_events_open(struct playing *playing);
void playing_events_close(struct playing *playing);

/* playing_explain.c: appends to what is told behind the verdict. MOMENTS: of quiet_points.h. */
void playing_explain(struct playing *playing, const struct observed *observed, const char *moments);

/* The same file: what the exchange is about, what to look at and why, each a line, at last which
 * scenario it was on which kernel. For the sniffer's --title. */
void playing_title(const struct playing *playing, const struct observed *observed,
		   struct text *title);

/* playing_times.c: with --times, holds the timers of what passed against their golden times, or
 * makes them. */
void playing_times(struct playing *playing, const struct observed *observed);

/* playing_result.c: after the last step. */
void playing_judge(struct playing *playing);

#endif
