/* SPDX-License-Identifier: MIT */
/* How long a kernel's timers took in an exchange, against golden times: what the sniffer claims of
 * its segments (the same names and values as in its JSON), where a claim is about a timer. It is
 * worth something where waiting is exact alone: by a clock that counts instructions. */
#ifndef TIMERS_H
#define TIMERS_H

#include "observed.h"
#include "scenario.h"

/* Whether the kernel's command line (/proc/cmdline) says that its clock counts instructions: it has
 * the word demo_clock=instructions, as in the guests of tests/kernels. */
bool timers_clock_counts(const char *command_line);

/* Appends a row for each claim about a timer, with tabs between: name of SCENARIO, number of the
 * connection, side, claim, microseconds. By connection and side: which is first may be a race. Over
 * a path a time-out rests on the round trip (RFC 6298), which is the runner's: it is left out. */
void timers_rows(struct text *rows, const struct scenario *scenario,
		 const struct observed *observed);

/* Where the golden times of the kernel called RELEASE (uname -r) on MACHINE are:
 * GOLDENS/times/6.1-x86_64.tsv. Owned by the caller. */
char *timers_path(const char *goldens, const char *release, const char *machine);

/* Appends SCENARIO's rows of ALL to OWN, and those of the others before it and behind it. */
void timers_split(const char *all, const char *scenario, struct text *before, struct text *own,
		  struct text *behind);

/* How much later than in another run of that kernel a timer of US microseconds may end: its wheel
 * (kernel/time/timer.c) has slots of a jiffy for up to 63 of them, then eight times as many for
 * eight times as long, and so on; and a millisecond for who waited. */
int64_t timers_tolerance_us(int64_t us, int64_t jiffy_us);

/* Appends in words the first row that differs; nothing where all are the same but for what is
 * tolerated. */
void timers_difference(struct text *words, const char *golden, const char *came, int64_t jiffy_us);

#endif
