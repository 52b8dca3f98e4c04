/* SPDX-License-Identifier: MIT */
/* What lateness.h judges by, measured: how busy the machine was while a scenario was played. */
#ifndef MACHINE_LOAD_H
#define MACHINE_LOAD_H

#include <sys/types.h>

#include "lateness.h"

struct machine_load {
	int64_t began_us; /* CLOCK_MONOTONIC */
	int64_t before[PRESSURES];
	int64_t server_before[PROGRAM_COUNT]; /* what it had waited when it came to listen; -1 */
	struct lateness_measured measured;
};

int64_t machine_now_us(void); /* CLOCK_MONOTONIC */

/* Begins anew. */
void machine_load_begin(struct machine_load *load);
void machine_load_end(struct machine_load *load);

/* PROGRAM, a server, has come to listen: what it waited for before that is nobody's matter. */
void machine_load_listens(struct machine_load *load, enum program_id program, pid_t pid);

/* PROGRAM is about to be ended. */
void machine_load_ends(struct machine_load *load, enum program_id program, pid_t pid);

/* Appends why what did not come within PATIENCE_S may be late and not absent; nothing where the
 * machine was fast enough. A program that hangs waits for no processor, however busy its machine
 * is. PIDS: of the programs that run, 0 for others. */
void machine_load_vain(struct machine_load *load, unsigned patience_s,
		       const pid_t pids[PROGRAM_COUNT], struct text *why);

#endif
