/* SPDX-License-Identifier: MIT */
/* One event, drawn by the ladder alone, 80 columns wide, in English. */
#ifndef LADDER_FIXTURE_H
#define LADDER_FIXTURE_H

#include "event_fixture.h"
#include "unit.h"
#include "writer.h"

struct fixture {
	struct event_fixture of;
	struct text text;
	struct writer_options options;
	struct writer writer;
};

static inline const struct writer_format *ladder(void)
{
	size_t i = 0;
	while (strcmp(writer_format_words[i], "ladder") != 0)
		i++;
	return writer_formats[i];
}

static inline void init(struct fixture *fixture)
{
	event_fixture_init(&fixture->of);
	text_init(&fixture->text);
	fixture->options =
	    (struct writer_options){.lang = LANG_EN, .columns = 80, .text = &fixture->text};
	writer_init(&fixture->writer, ladder(), &fixture->options);
}

static inline void release(struct fixture *fixture)
{
	writer_release(&fixture->writer);
	text_release(&fixture->text);
}

/* Draws the fixture's segment; gives what was drawn for it alone. */
static inline const char *draw(struct fixture *fixture)
{
	text_clear(&fixture->text);
	writer_segment(&fixture->writer, &fixture->of.event);
	assert_false(fixture->text.failed);
	return text_c_string(&fixture->text);
}

static inline void expect(const char *drawn, const char *piece)
{
	if (!strstr(drawn, piece))
		fail_msg("'%s' is not in\n%s", piece, drawn);
}

static inline void expect_not(const char *drawn, const char *piece)
{
	if (strstr(drawn, piece))
		fail_msg("'%s' is in\n%s", piece, drawn);
}

#endif
