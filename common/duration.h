/* SPDX-License-Identifier: MIT */
/* Human-readable durations. */
#ifndef DURATION_H
#define DURATION_H

#include <stdint.h>

#include "text.h"

/* Appends "85 µs", "1.3 ms", "2.04 s". What is not whole is cut: rounding would make 999.96 ms
 * "1000.0 ms". */
void text_duration(struct text *text, uint64_t us);

#endif
