/* SPDX-License-Identifier: MIT */
/* Is what was played the golden one, and if not: what differs, and was it only a slow machine? */
#ifndef VERDICT_H
#define VERDICT_H

#include "goldens.h"
#include "kernel_monitor.h"
#include "lateness.h"
#include "observed.h"
#include "outcome.h"
#include "scenario.h"

/* All borrowed. */
struct verdict_input {
	const struct scenario *scenario;
	const struct goldens *goldens;
	const char *listing; /* as the sniffer printed it */
	const struct observed *observed;
	const struct kernel_monitor *monitor; /* NULL: this kernel does not tell its sockets */
	const struct lateness_measured *measured;
	const char *missing; /* what the sniffer was expected to print, and did not; "" nothing */
	unsigned long long dropped;                         /* packets, by the kernel */
	const char *counters_before[2], *counters_after[2]; /* see promises.h */
	bool losses_known;
	int64_t path_ms; /* the longest that a frame was on its way */
	unsigned lost[2];
	bool update; /* the golden output is to be made */
};

/* What it is held against, and what else is kept. */
struct verdict_texts {
	struct text compared; /* in the form of the golden output */
	struct text moments;  /* the kernel's states at quiet points */
	struct text broken;   /* promises */
};

void verdict_texts_init(struct verdict_texts *texts);
void verdict_texts_release(struct verdict_texts *texts);

/* Fills texts->moments; PATH_MS as above. */
void verdict_moments(const struct observed *observed, const struct kernel_monitor *monitor,
		     const struct scenario *scenario, int64_t path_ms, struct verdict_texts *texts);

/* Fills OUTCOME and TEXTS. To update, OUTCOME_DIFFERS says that texts->compared is to become the
 * golden output; OUTCOME_INCONCLUSIVE and OUTCOME_FAILED, that it must not. */
void verdict_judge(const struct verdict_input *input, struct verdict_texts *texts,
		   struct outcome *outcome);

#endif
