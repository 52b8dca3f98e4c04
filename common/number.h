/* SPDX-License-Identifier: MIT */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* TEXT as a decimal number between MINIMUM and MAXIMUM: digits only, no sign, no space, nothing
 * behind it. False, and *NUMBER unchanged, for anything else. */
bool number_parse(const char *text, uint64_t minimum, uint64_t maximum, uint64_t *number);

#endif
