/* SPDX-License-Identifier: MIT */
/* Memory of the runner: small, and without it there is no verdict, so the program ends. */
#ifndef NEEDED_MEMORY_H
#define NEEDED_MEMORY_H

#include <stddef.h>

/* What malloc() or a function built on it returned; ends the program when that is NULL. */
void *memory_needed(void *pointer);

/* An array that grows: returns ITEMS with room for at least COUNT + 1 items of SIZE bytes.
 * *CAPACITY is in items. */
void *memory_grown(void *items, size_t *capacity, size_t count, size_t size);

/* A text made as printf does; owned by the caller. */
char *memory_format(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
