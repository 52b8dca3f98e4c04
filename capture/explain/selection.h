/* SPDX-License-Identifier: MIT */
/* Which connections are wanted, in a small language over what is known of one
 * (connection_field.h):
 *
 *   close=reset                      a name
 *   close=reset,fin-then-reset       one of these names; != is none of them
 *   segments>=100 and syn_rtt>20ms   numbers and times (us, ms or s; or 0)
 *   label=zero-window                a segment of it has that label
 *   server=192.0.2.7:80              an end; without a port all of that address
 *   open=refused or open=unanswered  `and` binds closer than `or`
 *
 * What is not known of a connection meets no condition. */
#ifndef SELECTION_H
#define SELECTION_H

#include <stdbool.h>

#include "err.h"
#include "flow.h"

struct selection;

/* Reads WORDS, and NUMBERS: connection numbers and ranges of them, "3,7-9"; either may be NULL:
 * all. NULL with the reason, which begins with the option, --only or --conn. */
struct selection *selection_new(const char *words, const char *numbers, struct err *err);
void selection_free(struct selection *selection); /* NULL is allowed */

/* Whether FLOW is wanted, by what is known of it now. NULL: all are. */
bool selection_takes(const struct selection *selection, const struct flow *flow);

/* Whether that is known from the first segment on: only numbers are asked for. */
bool selection_is_by_number(const struct selection *selection);

/* Whether it asks for one number, and so takes one connection at most. */
bool selection_is_of_one(const struct selection *selection);

#endif
