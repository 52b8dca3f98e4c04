/* SPDX-License-Identifier: MIT */
/* What happens in a scenario, in order: a list of steps, and the machine that goes through it. Both
 * are pure: the owner of the machine starts the programs and tells it when something has happened.
 * The vocabulary (the values of `step:`, in the forms of scenario_forms.h):
 *   server|server2 [OPTIONS]  starts one, with the options of its key that these do
 *                             not give anew, and waits until it listens; server2! is
 *                             expected to fail
 *   client|client2|client3 [OPTIONS]
 *                             starts one, likewise
 *   await PROGRAM ended       until it has ended by itself
 *   await PROGRAM says TEXT   until a line that it printed contains TEXT
 *   await phases|segments N   until the sniffer has printed so many
 *   await queued N            until N packets wait before the slow lo
 *   tell PROGRAM USR1         its signal for "now"
 *   end PROGRAM               TERM, and waits
 *   set-up WORDS, clear rules changes the network (set_up.h)
 *   slow lo, fast lo          holds segments back, so that they cross, and lets them go
 *   pause MS                  where time itself is the experiment
 * Without any step: server, client, await client ended, await phases (as until-phases says). */
#ifndef STEPS_H
#define STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "scenario.h"

enum program_id {
	PROGRAM_SNIFFER,
	PROGRAM_SERVER,
	PROGRAM_SERVER2,
	PROGRAM_CLIENT,
	PROGRAM_CLIENT2,
	PROGRAM_CLIENT3,
	PROGRAM_COUNT,
};

const char *program_id_name(enum program_id program);
bool program_is_client(enum program_id program);

enum step_kind {
	/* Of a scenario's file. */
	STEP_START,          /* `program` with the options `text`, until a server listens */
	STEP_AWAIT_ENDED,    /* until `program` has ended by itself */
	STEP_AWAIT_SAYS,     /* until it has printed `text` */
	STEP_AWAIT_PHASES,   /* until the sniffer has printed `number` phase lines */
	STEP_AWAIT_SEGMENTS, /* or segments */
	STEP_AWAIT_QUEUED,   /* until `number` packets wait before the slow lo */
	STEP_TELL,           /* SIGUSR1 to `program` */
	STEP_END,            /* SIGTERM to it, until it has ended */
	STEP_SET_UP,         /* the words `text` of the network's vocabulary */
	STEP_CLEAR_RULES,
	STEP_SLOW_LO,
	STEP_FAST_LO,
	STEP_PAUSE, /* `number` milliseconds */
	/* What stands around them. */
	STEP_PATH,         /* opens the path, where there is one */
	STEP_COUNT_BEFORE, /* the kernel's counters */
	STEP_COUNT_AFTER,
	STEP_CAPTURE,   /* starts the sniffer, until it captures, and the kernel's monitor */
	STEP_MEASURE,   /* begins to measure how busy the machine is */
	STEP_MEASURED,  /* and ends */
	STEP_LOOK_LAST, /* the last looks of the monitor, before the capture ends */
};

struct scenario_step {
	enum step_kind kind;
	enum program_id program;
	uint32_t number;
	bool fails; /* STEP_START: the server is expected to end with status 1 */
	bool own; /* not of the scenario's file: of a program that was not started nothing is asked
		   */
	char *text; /* owned; "" without any */
};

struct step_list {
	struct scenario_step *items; /* owned */
	size_t count, capacity;
	size_t end; /* index of the first step behind the scenario's own and its clients' ends */
};

/* All that is done for SCENARIO, from its set-up to the end of the last program. */
void steps_make(struct step_list *list, const struct scenario *scenario);
void steps_release(struct step_list *list);

/* The step as the scenario's file has it, for messages; owned by the caller. */
char *step_words(const struct scenario_step *step);

/* What the owner does. */
struct steps_owner {
	/* Does what STEP begins with. False: the scenario cannot go on. */
	bool (*begin)(void *context, const struct scenario_step *step);
	/* Whether it is over. */
	bool (*is_over)(void *context, const struct scenario_step *step);
};

struct steps_machine {
	const struct step_list *list;
	size_t at;  /* the step that is under way */
	bool begun; /* its begin() was called */
};

enum steps_state { STEPS_WAIT, STEPS_OVER, STEPS_STOPPED };

/* Goes on as far as it can: to be called at first and whenever something has happened. */
enum steps_state steps_advance(struct steps_machine *machine, const struct steps_owner *owner,
			       void *context);

/* A step timed out, and the rest of the exchange is left out: goes to the steps
 * that end the programs. */
void steps_give_up(struct steps_machine *machine);

#endif
