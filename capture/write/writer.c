/* SPDX-License-Identifier: MIT */
#include "writer.h"

#include <stdlib.h>

#include "formats.h"

const struct writer_format writer_none = {.name = "none"};

const struct writer_format *const writer_formats[] = {
    &writer_line, &writer_json, &writer_ladder, &writer_mermaid,
    &writer_svg,  &writer_html, &writer_none,
};
const char *const writer_format_words[] = {"line", "json", "ladder", "mermaid",
					   "svg",  "html", "none",   NULL};

void writer_init(struct writer *writer, const struct writer_format *format,
		 const struct writer_options *options)
{
	*writer = (struct writer){.format = format, .options = *options};
	if (format->state_size > 0) {
		writer->state = calloc(1, format->state_size);
		options->text->failed |= !writer->state;
	}
}

void writer_release(struct writer *writer)
{
	if (writer->state && writer->format->release)
		writer->format->release(writer);
	free(writer->state);
	writer->state = NULL;
}

static bool has_state(const struct writer *writer)
{
	return writer->format->state_size == 0 || writer->state;
}

bool writer_wants_segments(const struct writer *writer)
{
	return writer->format->segment != NULL;
}

bool writer_wants_evidence(const struct writer *writer)
{
	return writer_wants_segments(writer) && (!writer->format->plain || writer->options.explain);
}

bool writer_wants_rows(const struct writer *writer)
{
	return writer->format->rows;
}

void writer_resize(struct writer *writer, unsigned columns)
{
	writer->options.columns = columns;
	if (writer->format->resize && has_state(writer))
		writer->format->resize(writer);
}

void writer_begin(struct writer *writer)
{
	if (writer->format->begin && has_state(writer))
		writer->format->begin(writer);
}

void writer_segment(struct writer *writer, const struct segment_event *event)
{
	if (writer->format->segment && has_state(writer))
		writer->format->segment(writer, event);
}

void writer_fates(struct writer *writer, const struct fates_event *event)
{
	if (writer->format->fates && has_state(writer))
		writer->format->fates(writer, event);
}

void writer_connection(struct writer *writer, const struct connection_event *event)
{
	if (writer->format->connection && has_state(writer))
		writer->format->connection(writer, event);
}

void writer_statistics(struct writer *writer, const struct statistics_event *event)
{
	if (writer->format->statistics && has_state(writer))
		writer->format->statistics(writer, event);
}
