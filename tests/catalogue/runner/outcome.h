/* SPDX-License-Identifier: MIT */
/* What came of one scenario. */
#ifndef OUTCOME_H
#define OUTCOME_H

#include <stdbool.h>

#include "text.h"

#define OUTCOMES(ROW)                                                                              \
	ROW(OUTCOME_PASS, "PASS")                                                                  \
	ROW(OUTCOME_PLAYED, "PLAYED") /* changed: nothing is held against it */                    \
	ROW(OUTCOME_DIFFERS, "DIFFERS")                                                            \
	ROW(OUTCOME_INCONCLUSIVE, "INCONCLUSIVE")                                                  \
	ROW(OUTCOME_SKIP, "SKIP")                                                                  \
	ROW(OUTCOME_FAILED, "FAILED") /* it could not be played to its end */

#define OUTCOME_ENUM(id, word) id,
enum outcome_word { OUTCOMES(OUTCOME_ENUM) OUTCOME_COUNT };
#undef OUTCOME_ENUM

const char *outcome_name(enum outcome_word word);

struct outcome {
	enum outcome_word word;
	struct text reason; /* one line */
	struct text
	    detail;      /* lines behind it: the difference, a program's last words; or nothing */
	int64_t took_ms; /* from its start to its end */
	bool unread;     /* nobody reads standard output any more */
	bool at_border;  /* PASS, but it is not what the newest kernels do: the reason tells why */
};

void outcome_init(struct outcome *outcome);
void outcome_release(struct outcome *outcome);

/* Sets word and reason. */
void outcome_set(struct outcome *outcome, enum outcome_word word, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* PASS on one side of a border between kernels: BORDER tells which, and why. */
void outcome_set_border(struct outcome *outcome, const struct text *border);

#endif
