/* SPDX-License-Identifier: MIT */
/* Was the machine too slow to tell? Asked only where the exchange was not the golden one, or did
 * not come at all. The evidence is what the capture shows (the server closed late, a segment was
 * sent again though none was lost, a silence that the scenario does not have), and what was
 * measured meanwhile: how long programs waited for a processor or a disk, what the hypervisor took,
 * how late the runner woke. */
#ifndef LATENESS_H
#define LATENESS_H

#include "exchange_times.h"
#include "scenario.h"
#include "steps.h"
#include "text.h"

/* What somebody waited for, as the kernel counts it for the whole machine
 * (Documentation/accounting/psi.rst), or what the hypervisor took. */
enum pressure { PRESSURE_CPU, PRESSURE_IO, PRESSURE_STEAL, PRESSURES };

/* Measured while the steps went on. All in milliseconds. */
struct lateness_measured {
	int64_t pressed[PRESSURES];
	bool pressure_known;           /* this kernel tells PRESSURE_CPU */
	int64_t took;                  /* all steps together */
	int64_t late_tick;             /* the runner woke up so late, the worst */
	int64_t waited[PROGRAM_COUNT]; /* a server, for a processor */
	char slow_step[200]; /* a step that waits for nothing took too long, in words; "" none */
	char missed[200];    /* why what timed out may only be late; "" it may not */
	long processors;
	/* Appends why this processor is slow by itself: an emulated one, a very old one. */
	void (*slow_processor)(struct text *why);
};

/* Appends why this machine was too slow to tell; nothing when it was fast enough. STRICT: a busy
 * machine is enough, as where what differs may be a matter of milliseconds, and where a golden
 * output is made. */
void lateness_words(struct text *why, const struct scenario *scenario,
		    const struct exchange_times *times, const struct lateness_measured *measured,
		    bool strict);

/* The same by what was measured of the machine alone, a busy one among it. */
void lateness_machine_words(struct text *why, const struct lateness_measured *measured);

extern const char lateness_too_slow[];

#endif
