/* SPDX-License-Identifier: MIT */
/* One event, written by the format `line`. */
#ifndef LINE_FIXTURE_H
#define LINE_FIXTURE_H

#include "event_fixture.h"
#include "unit.h"
#include "writer.h"

struct fixture {
	struct event_fixture of;
	struct text text;
	struct writer_options options;
};

static inline void init(struct fixture *fixture)
{
	event_fixture_init(&fixture->of);
	text_init(&fixture->text);
	fixture->options = (struct writer_options){.text = &fixture->text};
}

/* What the format `line` writes for the fixture's segment. */
static inline void expect(struct fixture *fixture, const char *line)
{
	struct writer writer;
	text_clear(&fixture->text);
	writer_init(&writer, writer_formats[0], &fixture->options);
	writer_begin(&writer);
	writer_segment(&writer, &fixture->of.event);
	writer_release(&writer);
	assert_text(&fixture->text, line);
}

#endif
