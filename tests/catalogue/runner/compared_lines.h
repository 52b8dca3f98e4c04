/* SPDX-License-Identifier: MIT */
/* The lines of a golden output, or of what is held against it: of a listing as the sniffer prints
 * it, or of compared_text.h. */
#ifndef COMPARED_LINES_H
#define COMPARED_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

struct compared_line {
	bool segment;     /* false: anything else */
	bool totals;      /* a connection's, with `close` */
	bool numbered;    /* of compared_text.h: begins with the connection's number */
	const char *text; /* the whole line; NUL-terminated */
	/* Of a segment. */
	unsigned syn : 1, fin : 1, rst : 1, ack : 1;
	char ends[120]; /* who sent it to whom, as it is written */
	bool from_server;
	char flags[48];        /* as they are written */
	const char *payload;   /* of a listing */
	char number[24];       /* its sequence number */
	char acknowledged[24]; /* and the one that it acknowledges */
	unsigned long length;  /* of compared_text.h */
};

struct compared_lines {
	char *text;                  /* owned */
	struct compared_line *items; /* owned */
	size_t count, capacity;
};

void compared_lines_split(struct compared_lines *lines, const char *text);
void compared_lines_release(struct compared_lines *lines);

#endif
