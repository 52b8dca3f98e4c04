/* SPDX-License-Identifier: MIT */
/* A phase of a connection that is over, and what it is called: how it opened or closed. */
#ifndef MILESTONE_H
#define MILESTONE_H

#include "lang.h"

enum milestone {
	MILESTONE_NONE,
	MILESTONE_3_WAY,
	MILESTONE_SIMULTANEOUS_OPEN,
	MILESTONE_FAST_OPEN,
	MILESTONE_REFUSED,
	MILESTONE_INCOMPLETE,
	MILESTONE_DATA,
	MILESTONE_3_SEGMENT,
	MILESTONE_4_SEGMENT,
	MILESTONE_SIMULTANEOUS_CLOSE,
	MILESTONE_HALF_CLOSE,
	MILESTONE_RESET,
	MILESTONE_FIN_THEN_RESET,
	MILESTONE_COUNT
};

/* As the title of its part of a picture, "三次握手" or "three-way handshake"; NULL where the title
 * of the phase says it. */
const char *milestone_title(enum lang lang, enum milestone milestone);

/* As the comment line behind it, "#以上是三次握手" in the reference listing. */
const char *milestone_comment(enum lang lang, enum milestone milestone);

#endif
