/* SPDX-License-Identifier: MIT */
/* -f svg: a picture for a page or a slide, drawn when the capture is over. The connections stand
 * one below the other. It asks for nothing from anywhere: no script, no font, no image. */
#include <inttypes.h>

#include "formats.h"
#include "picture.h"
#include "svg_canvas.h"
#include "svg_ladder.h"
#include "svg_title.h"
#include "xml.h"

#define TOP 20.0
#define BETWEEN 36.0
#define BOTTOM 22.0
#define NOTE_ROW 30.0

static void take_segment(struct writer *writer, const struct segment_event *event)
{
	picture_take_segment(writer->state, event);
}

static void take_fates(struct writer *writer, const struct fates_event *event)
{
	picture_take_fates(writer->state, event);
}

static void take_connection(struct writer *writer, const struct connection_event *event)
{
	picture_take_connection(writer->state, event);
}

static void begin(struct writer *writer)
{
	picture_init(writer->state, writer->options.lang,
		     writer->options.time_scale ? SVG_SCALE_COLUMNS : SVG_COLUMNS);
}

/* What there is no room for. */
static double left_out(struct svg_frame *frame, uint64_t connections, double y)
{
	bool zh = frame->lang == LANG_ZH;
	text_clear(&frame->scratch);
	if (connections == 0)
		return y;
	text_format(&frame->scratch,
		    zh ? "另有%" PRIu64 "个连接没有画出" : "%" PRIu64 " connections are not drawn",
		    connections);
	svg_words(frame->canvas, "note", SVG_WIDTH / 2, y + NOTE_ROW, SVG_CENTER,
		  text_c_string(&frame->scratch));
	return y + NOTE_ROW;
}

static double draw_all(struct writer *writer, struct svg_frame *frame, uint64_t connections)
{
	struct picture *picture = writer->state;
	double y = svg_title(frame, &writer->options.origin, picture, TOP);
	for (size_t i = 0; i < picture->count; i++) {
		const struct picture_connection *connection = &picture->connections[i];
		if (picture_kept(connection) == 0)
			continue; /* without memory */
		if (i > 0)
			y += BETWEEN;
		y = writer->options.time_scale ? svg_scale(frame, connection, y)
					       : svg_ladder(frame, connection, y);
	}
	if (picture->count == 0) {
		svg_words(frame->canvas, "note", SVG_WIDTH / 2, y + NOTE_ROW, SVG_CENTER,
			  frame->lang == LANG_ZH ? "没有捕获到报文段" : "no segment was captured");
		y += NOTE_ROW;
	}
	return left_out(frame, connections - picture->count, y) + BOTTOM;
}

/* For those who do not see the picture. */
static void describe(struct writer *writer)
{
	struct text *text = writer->options.text;
	const struct picture *picture = writer->state;
	bool zh = writer->options.lang == LANG_ZH;
	text_string(text, "<title id=\"title\">");
	if (writer->options.origin.title)
		text_xml(text, writer->options.origin.title,
			 svg_title_length(&writer->options.origin));
	else
		text_string(text, zh ? "TCP时序图" : "TCP sequence diagram");
	text_string(text, "</title>\n<desc id=\"desc\">");
	for (size_t i = 0; i < picture->count; i++) {
		const struct picture_connection *connection = &picture->connections[i];
		if (i > 0)
			text_char(text, '\n');
		text_endpoint(text, &connection->ends[SIDE_CLIENT]);
		text_string(text, zh ? "与" : " and ");
		text_endpoint(text, &connection->ends[SIDE_SERVER]);
		text_format(text, zh ? "，%" PRIu64 "个报文段：" : ", %" PRIu64 " segments: ",
			    connection->total);
		text_xml(text, connection->verdict.bytes, connection->verdict.length);
	}
	text_string(text, "</desc>\n");
}

static void end(struct writer *writer, const struct statistics_event *event)
{
	struct text *text = writer->options.text;
	struct picture *picture = writer->state;
	struct svg_canvas canvas = {0};
	struct svg_frame frame = {
	    .canvas = &canvas,
	    .lang = writer->options.lang,
	    .numbered = event->connections > 1,
	};
	uint64_t connections = event->connections;
	if (connections < picture->count)
		connections = picture->count;
	int width = (int)SVG_WIDTH, height = (int)draw_all(writer, &frame, connections);
	svg_document_begin(text, width, height, frame.lang);
	describe(writer);
	svg_document_finish(text, &canvas, width, height);
	text->failed |= frame.scratch.failed | picture->failed;
	text_release(&frame.scratch);
	svg_canvas_release(&canvas);
}

static void release(struct writer *writer)
{
	picture_release(writer->state);
}

const struct writer_format writer_svg = {
    .name = "svg",
    .document = true,
    .heeds = HEEDS_TIME_SCALE | HEEDS_CANONICAL | HEEDS_TITLE,
    .state_size = sizeof(struct picture),
    .release = release,
    .begin = begin,
    .segment = take_segment,
    .fates = take_fates,
    .connection = take_connection,
    .statistics = end,
};
