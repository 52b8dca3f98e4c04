/* SPDX-License-Identifier: MIT */
/* Private to the sniffer's options: which of them cannot act together, or not at all. */
#ifndef OPTIONS_CHECK_H
#define OPTIONS_CHECK_H

#include "err.h"
#include "options.h"

enum { PORT_NOT_GIVEN = 65536 };

/* COLOR: enum color_mode; OPERANDS: how many words stand behind the options. False with the
 * reason. */
bool sniffer_options_check(const struct sniffer_options *values, int color, int operands,
			   struct err *err);

#endif
