/* SPDX-License-Identifier: MIT */
#include "needed_memory.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "array.h"
#include "log.h"

void *memory_needed(void *pointer)
{
	if (!pointer) {
		log_error(program_invocation_short_name, "out of memory");
		exit(EXIT_FAILURE);
	}
	return pointer;
}

void *memory_grown(void *items, size_t *capacity, size_t count, size_t size)
{
	return memory_needed(array_room(items, capacity, count, size));
}

char *memory_format(const char *format, ...)
{
	char *text;
	va_list arguments;
	va_start(arguments, format);
	int length = vasprintf(&text, format, arguments);
	va_end(arguments);
	return memory_needed(length < 0 ? NULL : text);
}
