/* SPDX-License-Identifier: MIT */
/* Private to track: which sequence numbers of a side were skipped. */
#ifndef GAPS_H
#define GAPS_H

#include <stdbool.h>
#include <stdint.h>

#include "flow_extra.h"

/* [LEFT, RIGHT) was skipped; it lies behind all other gaps. */
void gaps_add(struct side_extra *extra, uint32_t left, uint32_t right);

/* [LEFT, RIGHT) was seen now. Returns how many of its numbers had been skipped. */
uint32_t gaps_fill(struct side_extra *extra, uint32_t left, uint32_t right);

/* Whether any number of [LEFT, RIGHT) was skipped and not seen since. */
bool gaps_touch(const struct side_extra *extra, uint32_t left, uint32_t right);

#endif
