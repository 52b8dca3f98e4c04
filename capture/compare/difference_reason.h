/* SPDX-License-Identifier: MIT */
/* Private to compare: what claims say of why a segment was sent. */
#ifndef DIFFERENCE_REASON_H
#define DIFFERENCE_REASON_H

#include "common_options.h"
#include "differences.h"

/* "probably a retransmission timeout"; NULL: nothing is told. */
const char *difference_reason_words(enum lang lang, enum compare_reason reason);
enum grade difference_reason_grade(enum compare_reason reason);

/* What became of what was sent first, where it is sent again; NULL: nothing is told. */
const char *difference_fate_words(enum lang lang, enum fate fate);

/* Whether its sentence says it. */
bool difference_says_reason(const struct difference *difference);

#endif
