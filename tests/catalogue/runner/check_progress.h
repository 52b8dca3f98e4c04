/* SPDX-License-Identifier: MIT */
/* How far a check is, in one line of a terminal that is taken away before anything else is shown.
 */
#ifndef CHECK_PROGRESS_H
#define CHECK_PROGRESS_H

#include <stdbool.h>

#include "text.h"

enum { PROGRESS_NAMES_MAX = 60 };

/* Appends the line: SHOWN of TOTAL verdicts, and NAMES, those that are being played, as far as
 * there is room. */
void check_progress_line(struct text *line, unsigned shown, unsigned total, const char *names);

/* Appends what takes it away. */
void check_progress_away(struct text *line);

#endif
