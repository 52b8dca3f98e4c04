/* SPDX-License-Identifier: MIT */
/* One input of a fuzzer. Each fuzz_X.c defines these two; libFuzzer calls them (preset fuzz), or
 * replay.c with the files of corpus/X, in every other build. What must hold is said with CHECK. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);    \
			abort();                                                                   \
		}                                                                                  \
	} while (0)

/* The input, taken from its front piece by piece; where it ends, zeros come. */
struct input {
	const uint8_t *bytes;
	size_t left;
};

static inline uint8_t input_byte(struct input *input)
{
	if (input->left == 0)
		return 0;
	input->left--;
	return *input->bytes++;
}

/* A copy of the next LENGTH bytes (as many as there are) in a heap block of just that size, so that
 * AddressSanitizer sees one byte too far. To be freed. */
static inline uint8_t *input_copy(struct input *input, size_t *length)
{
	if (*length > input->left)
		*length = input->left;
	uint8_t *copy = malloc(*length ? *length : 1);
	CHECK(copy);
	if (*length > 0)
		memcpy(copy, input->bytes, *length);
	input->bytes += *length;
	input->left -= *length;
	return copy;
}

#endif
