/* SPDX-License-Identifier: MIT */
/* A writer of pictures with a segment to tell it. */
#ifndef WRITER_FIXTURE_H
#define WRITER_FIXTURE_H

#include "event_fixture.h"
#include "terminal.h"
#include "unit.h"
#include "writer.h"

struct writer_fixture {
	struct event_fixture of;
	struct text text;
	struct writer_options options;
	struct writer writer;
};

/* The format WORD of -f, in English, begun; what it wrote so far is in `text`. */
static inline void writer_fixture_init(struct writer_fixture *fixture, const char *word)
{
	size_t i = 0;
	while (strcmp(writer_format_words[i], word) != 0)
		i++;
	event_fixture_init(&fixture->of);
	text_init(&fixture->text);
	fixture->options =
	    (struct writer_options){.lang = LANG_EN, .columns = 80, .text = &fixture->text};
	writer_init(&fixture->writer, writer_formats[i], &fixture->options);
	writer_begin(&fixture->writer);
}

static inline void writer_fixture_release(struct writer_fixture *fixture)
{
	writer_release(&fixture->writer);
	text_release(&fixture->text);
}

static inline void writer_fixture_payload(struct writer_fixture *fixture, const char *bytes)
{
	fixture->of.segment.payload = (const uint8_t *)bytes;
	fixture->of.segment.payload_length = fixture->of.segment.payload_captured =
	    (uint32_t)strlen(bytes);
}

/* Ends the capture, of CONNECTIONS in all; gives all that was written. */
static inline const char *writer_fixture_end(struct writer_fixture *fixture, uint64_t connections)
{
	const struct statistics_event event = {.connections = connections};
	writer_statistics(&fixture->writer, &event);
	assert_false(fixture->text.failed);
	return text_c_string(&fixture->text);
}

static inline void expect_in(const char *text, const char *piece)
{
	if (!strstr(text, piece))
		fail_msg("'%s' is not in\n%s", piece, text);
}

static inline void expect_not_in(const char *text, const char *piece)
{
	if (strstr(text, piece))
		fail_msg("'%s' is in\n%s", piece, text);
}

/* What payload may try. */
static const char *const hostile_payloads[] = {
    "</script><script>alert(1)</script>",
    "]]></text></svg>",
    "<!-- & &amp; &#x41;",
    "' onload='x' \" onload=\"x\"",
    "a; b # c : d %% e %%{init: {}}%%",
    "\nNote over P1: x\r\n    end\nloop\n",
    ("\033[2J\033]0;title\007\x9b"
     "31m"),
    "\xe2\x80\xae evil \xe2\x80\x8b\xe2\x81\xa6 \xef\xbb\xbf \xef\xbf\xbe",
    "\xff\xc0\x80 \xed\xa0\x80",
};

/* Wants the locale in which widths are known. */
static inline int writer_fixture_locale(void **state)
{
	(void)state;
	terminal_set_locale();
	return 0;
}

#endif
