/* SPDX-License-Identifier: MIT */
/* Linked into a program with -Wl,--wrap: its own Nth allocation fails (FAIL_ALLOCATION), with the
 * sanitizers looking on. What the libraries allocate: fail_preload.c. */
#include <stddef.h>
#include <string.h>

#include "fault.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
char *__real_strdup(const char *string);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
char *__wrap_strdup(const char *string);

static struct fault allocation;

__attribute__((constructor)) static void begin(void)
{
	fault_begin();
	fault_read("FAIL_ALLOCATION", &allocation);
}

static bool fails(void)
{
	bool happens = fault_happens(&allocation);
	if (happens)
		errno = ENOMEM;
	return happens;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
	return fails() ? NULL : __real_realloc(block, size);
}

char *__wrap_strdup(const char *string)
{
	return fails() ? NULL : __real_strdup(string);
}
