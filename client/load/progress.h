/* SPDX-License-Identifier: MIT */
/* The line on a terminal that shows how far a load is; it goes when the load ends. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "client_settings.h"
#include "lang.h"
#include "load_result.h"
#include "text.h"

struct progress {
	const struct client_settings *settings;
	enum lang lang;
	bool color;
	bool drawn; /* the line; else only what slows the load is told */
	/* That it is slow for want of local ports: of the last second or so, and whether it was
	 * told. */
	int64_t looked_ns, searched_ns;
	bool told;
	int fd;
	/* Requests a second, over the last half second or so. */
	int64_t since_ns;
	uint64_t before;
	double per_second;
};

/* A few times a second: draws the line to PROGRESS' fd, as wide as the terminal, and tells in one
 * of its own, once, that the load is slow for want of local ports. What cannot be drawn is left
 * out. */
void progress_tick(struct progress *progress, const struct load_result *result);
void progress_clear(const struct progress *progress);

/* Appends the line, at most COLUMNS wide:
 *
 *    45% [=========>          ] 123456/s, p99 812 µs, failed 3, 4 s left
 *
 * The bar takes what the words leave; on a narrow terminal the last words go first. */
void progress_line(const struct progress *progress, const struct load_result *result,
		   size_t columns, struct text *text);

#endif
