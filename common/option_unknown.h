/* SPDX-License-Identifier: MIT */
/* What is said of a long option that there is not. */
#ifndef OPTION_UNKNOWN_H
#define OPTION_UNKNOWN_H

#include "option_rules.h"

/* WORD, "--NAME" or "--NAME=VALUE", is none of the COUNT rows at BOUND, nor the beginning of one
 * alone. Returns false with the reason: the rows that begin with it, or else the one that is likely
 * meant. */
bool option_refuse_long(const struct bound_row *bound, size_t count, const char *word,
			struct err *err);

#endif
