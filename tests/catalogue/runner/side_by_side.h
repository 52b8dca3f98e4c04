/* SPDX-License-Identifier: MIT */
/* Many scenarios, side by side, because they mostly wait. They slow each other down, so what was
 * inconclusive is played once more, alone, and that verdict counts. */
#ifndef SIDE_BY_SIDE_H
#define SIDE_BY_SIDE_H

#include "playing.h"
#include "tally.h"

struct side_by_side_options {
	struct playing_options playing; /* `work` is made for each */
	char *const *names;             /* borrowed; several may be the same */
	size_t count;
	unsigned jobs; /* at most so many at a time */
	bool again;    /* what was inconclusive */
	struct tally *tally;
};

/* Plays them and writes the verdicts to standard output as they come. Returns the exit status: of
 * the tally, or 128 and the signal that ended it; 1 when standard output cannot be written, and
 * 128 and SIGPIPE when nobody reads it any more. */
int side_by_side_run(const struct side_by_side_options *options);

#endif
