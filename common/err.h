/* SPDX-License-Identifier: MIT */
/* The reason why something failed, as one readable line of text. Libraries fill it and return
 * false; only a main.c or an event-loop callback prints it. */
#ifndef ERR_H
#define ERR_H

#include <stdbool.h>

struct err {
	char text[512]; /* NUL-terminated, no newline; longer reasons are cut */
	bool usage;     /* what was asked for is at fault, not what happened: exit status 2 */
};

/* Fills ERR (which may be NULL) as printf does. Always returns false, so that a failing function
 * ends with `return err_set(err, ...)`. */
bool err_set(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same for wrong usage that only a library can tell: a filter, an address. */
bool err_set_usage(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
