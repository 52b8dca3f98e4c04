/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "decode.h"
#include "segments.h"
#include "source.h"

struct captured_segments {
	struct segments base;
	const char *path;
	struct source *source;
};

static void fail(const struct err *err)
{
	fprintf(stderr, "prediction_check: %s\n", err->text);
	exit(EXIT_FAILURE);
}

static void begin(struct segments *segments)
{
	struct captured_segments *own = (struct captured_segments *)segments;
	struct err err;
	source_close(own->source);
	own->source = source_open_file(own->path, NULL, &err);
	if (!own->source || !source_begin(own->source, &err))
		fail(&err);
}

static bool next(struct segments *segments, struct segment *segment)
{
	struct captured_segments *own = (struct captured_segments *)segments;
	struct frame frame;
	struct err err;
	enum source_status status;
	while ((status = source_next(own->source, &frame, &err)) != SOURCE_END) {
		if (status == SOURCE_FAILED)
			fail(&err);
		if (status == SOURCE_FRAME && segment_decode(&frame, segment) == DECODE_SEGMENT)
			return true;
	}
	return false;
}

static void end(struct segments *segments)
{
	source_close(((struct captured_segments *)segments)->source);
	free(segments);
}

struct segments *captured_segments_new(const char *path)
{
	struct captured_segments *own = calloc(1, sizeof *own);
	if (!own)
		exit(EXIT_FAILURE);
	own->base = (struct segments){.next = next, .begin = begin, .end = end};
	own->path = path;
	return &own->base;
}
