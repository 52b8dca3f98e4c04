/* SPDX-License-Identifier: MIT */
/* A phase of a connection that is over, and what it is called: how it opened or closed. */
#ifndef REMARK_H
#define REMARK_H

#include "lang.h"

enum remark {
	REMARK_NONE,
	REMARK_3_WAY,
	REMARK_SIMULTANEOUS_OPEN,
	REMARK_FAST_OPEN,
	REMARK_REFUSED,
	REMARK_INCOMPLETE,
	REMARK_DATA,
	REMARK_3_SEGMENT,
	REMARK_4_SEGMENT,
	REMARK_SIMULTANEOUS_CLOSE,
	REMARK_HALF_CLOSE,
	REMARK_RESET,
	REMARK_FIN_THEN_RESET,
	REMARK_COUNT
};

/* As the title of its part of a picture, "三次握手" or "three-way handshake"; NULL where the title
 * of the phase says it. */
const char *remark_title(enum lang lang, enum remark remark);

/* As the comment line behind it, "#以上是三次握手" in the reference listing. */
const char *remark_comment(enum lang lang, enum remark remark);

#endif
