/* SPDX-License-Identifier: MIT */
/* Private to explain: sentences as data. In a template `{from}` and the like stand for a value, and
 * `[...]` for what is left out when no times are wanted. */
#ifndef TEMPLATE_H
#define TEMPLATE_H

#include <stdint.h>

#include "common_options.h"
#include "text.h"

struct template_values {
	const char *from, *to;       /* names of the sides */
	const char *first, *second;  /* who closed first, and the other */
	uint32_t length;             /* payload bytes */
	uint32_t seq, last;          /* relative: first and last byte */
	uint32_t ack;                /* relative */
	uint64_t delay_us, close_us; /* what they are depends on the sentence */
	bool timeless;
};

/* In both languages; indexed by enum lang. */
typedef const char *template_pair[2];

void text_template(struct text *text, const char *template, const struct template_values *values);

#endif
