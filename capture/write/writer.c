/* SPDX-License-Identifier: MIT */
#include "writer.h"

#include "formats.h"

const struct writer_format writer_none = {.name = "none"};

const struct writer_format *const writer_formats[] = {&writer_line, &writer_json, &writer_none};
const char *const writer_format_words[] = {"line", "json", "none", NULL};

void writer_init(struct writer *writer, const struct writer_format *format,
		 const struct writer_options *options)
{
	*writer = (struct writer){.format = format, .options = *options};
	text_init(&writer->scratch);
}

void writer_release(struct writer *writer)
{
	text_release(&writer->scratch);
}

bool writer_wants_segments(const struct writer *writer)
{
	return writer->format->segment != NULL;
}

void writer_begin(struct writer *writer)
{
	if (writer->format->begin)
		writer->format->begin(writer);
}

void writer_segment(struct writer *writer, const struct segment_event *event)
{
	if (writer->format->segment)
		writer->format->segment(writer, event);
}

void writer_connection(struct writer *writer, const struct connection_event *event)
{
	if (writer->format->connection)
		writer->format->connection(writer, event);
}

void writer_statistics(struct writer *writer, const struct statistics_event *event)
{
	if (writer->format->statistics)
		writer->format->statistics(writer, event);
}
