/* SPDX-License-Identifier: MIT */
/* -f html: one page that needs nothing but itself (page/). Records are appended as they come, so
 * that memory stays as it is; the page's size is bounded, and what it has not got is counted. */
#include "formats.h"
#include "page.h"
#include "page_record.h"

/* Bytes of records: a browser takes a page of this size in some seconds. */
static const uint64_t segment_bytes_max = 64 << 20;
static const uint64_t always_bytes_max = 32 << 20; /* more, of those that are always shown */
static const uint64_t connection_bytes_max = 16 << 20;

struct html {
	uint64_t segment_bytes, connection_bytes; /* written so far */
	uint64_t left_segments, left_connections; /* not written */
};

static void begin(struct writer *writer)
{
	struct text *text = writer->options.text;
	const struct page_run run = {
	    .id = "file", .lang = writer->options.lang, .origin = writer->options.origin};
	page_begin(text, false);
	text_page_run(text, &run);
}

static bool has_room(const struct html *html, const struct segment_event *event)
{
	if (html->segment_bytes < segment_bytes_max)
		return page_shows(event);
	return html->segment_bytes < segment_bytes_max + always_bytes_max &&
	       page_always_shows(event);
}

static void segment(struct writer *writer, const struct segment_event *event)
{
	struct html *html = writer->state;
	struct text *text = writer->options.text;
	size_t before = text->length;
	if (!has_room(html, event)) {
		html->left_segments++;
		return;
	}
	text_page_segment(text, event);
	text_page_fates(text, event);
	html->segment_bytes += text->length - before;
}

static void fates(struct writer *writer, const struct fates_event *event)
{
	struct html *html = writer->state;
	struct text *text = writer->options.text;
	size_t before = text->length;
	if (html->segment_bytes >= segment_bytes_max + always_bytes_max)
		return;
	text_page_last_fates(text, event);
	html->segment_bytes += text->length - before;
}

static void connection(struct writer *writer, const struct connection_event *event)
{
	struct html *html = writer->state;
	struct text *text = writer->options.text;
	size_t before = text->length;
	if (html->connection_bytes >= connection_bytes_max) {
		html->left_connections++;
		return;
	}
	text_page_connection(text, event);
	html->connection_bytes += text->length - before;
}

static void statistics(struct writer *writer, const struct statistics_event *event)
{
	const struct html *html = writer->state;
	struct text *text = writer->options.text;
	text_page_end(text, event, html->left_segments, html->left_connections);
	page_finish(text);
}

const struct writer_format writer_html = {
    .name = "html",
    .rows = true,
    .document = true,
    .heeds = HEEDS_RELATIVE | HEEDS_CANONICAL | HEEDS_TITLE,
    .state_size = sizeof(struct html),
    .begin = begin,
    .segment = segment,
    .fates = fates,
    .connection = connection,
    .statistics = statistics,
};
