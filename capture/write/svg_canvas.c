/* SPDX-License-Identifier: MIT */
#include "svg_canvas.h"

#include <math.h>
#include <stdlib.h>

#include "xml.h"

static const char *const anchors[] = {
    [SVG_START] = "", [SVG_CENTER] = " text-anchor=\"middle\"", [SVG_END] = " text-anchor=\"end\""};

void svg_canvas_release(struct svg_canvas *canvas)
{
	for (size_t i = 0; i < SVG_LAYER_COUNT; i++)
		text_release(&canvas->layers[i]);
}

static void xml_string(struct text *text, const char *string)
{
	text_xml(text, string, strlen(string));
}

/* Rounded to tenths; whole numbers without a fraction. */
static void number(struct text *text, const char *name, double value)
{
	long tenths = lround(value * 10);
	text_format(text, " %s=\"%s%ld", name, tenths < 0 ? "-" : "", labs(tenths) / 10);
	if (tenths % 10 != 0)
		text_format(text, ".%ld", labs(tenths) % 10);
	text_char(text, '"');
}

static void begin(struct text *text, const char *element, const char *kind)
{
	text_format(text, "<%s class=\"%s\"", element, kind);
}

static void begin_words(struct text *text, const char *kind, double x, double y,
			enum svg_anchor anchor)
{
	begin(text, "text", kind);
	number(text, "x", x);
	number(text, "y", y);
	text_format(text, "%s xml:space=\"preserve\">", anchors[anchor]);
}

void svg_words(struct svg_canvas *canvas, const char *kind, double x, double y,
	       enum svg_anchor anchor, const char *string)
{
	struct text *text = &canvas->layers[SVG_FRONT];
	begin_words(text, kind, x, y, anchor);
	xml_string(text, string);
	text_string(text, "</text>\n");
}

void svg_two_words(struct svg_canvas *canvas, const char *kind, double x, double y,
		   enum svg_anchor anchor, const char *first, const char *second_kind,
		   const char *second)
{
	struct text *text = &canvas->layers[SVG_FRONT];
	begin_words(text, kind, x, y, anchor);
	xml_string(text, first);
	if (*second) {
		text_char(text, ' ');
		begin(text, "tspan", second_kind);
		text_char(text, '>');
		xml_string(text, second);
		text_string(text, "</tspan>");
	}
	text_string(text, "</text>\n");
}

void svg_box(struct svg_canvas *canvas, enum svg_layer layer, const char *kind, double x, double y,
	     double width, double height, double radius)
{
	struct text *text = &canvas->layers[layer];
	begin(text, "rect", kind);
	number(text, "x", x);
	number(text, "y", y);
	number(text, "width", width);
	number(text, "height", height);
	if (radius > 0)
		number(text, "rx", radius);
	text_string(text, "/>\n");
}

void svg_line(struct svg_canvas *canvas, enum svg_layer layer, const char *kind, double x1,
	      double y1, double x2, double y2)
{
	struct text *text = &canvas->layers[layer];
	begin(text, "line", kind);
	number(text, "x1", x1);
	number(text, "y1", y1);
	number(text, "x2", x2);
	number(text, "y2", y2);
	text_string(text, "/>\n");
}

void svg_arrow(struct svg_canvas *canvas, const char *kind, double x1, double y1, double x2,
	       double y2)
{
	static const double HEAD = 11, HALF = 4;
	struct text *text = &canvas->layers[SVG_FRONT];
	double length = hypot(x2 - x1, y2 - y1);
	double along = (x2 - x1) / length, down = (y2 - y1) / length;
	double x = x2 - HEAD * along, y = y2 - HEAD * down;
	svg_line(canvas, SVG_FRONT, kind, x1, y1, x, y);
	begin(text, "path", kind);
	text_format(text, " d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>\n", x2, y2, x + HALF * down,
		    y - HALF * along, x - HALF * down, y + HALF * along);
}

void svg_cross(struct svg_canvas *canvas, const char *kind, double x, double y)
{
	static const double ARM = 5.5;
	struct text *text = &canvas->layers[SVG_FRONT];
	text_format(text, "<path class=\"cross %s\"", kind);
	text_format(text, " d=\"M%.1f %.1fL%.1f %.1fM%.1f %.1fL%.1f %.1f\"/>\n", x - ARM, y - ARM,
		    x + ARM, y + ARM, x - ARM, y + ARM, x + ARM, y - ARM);
}

void svg_document_begin(struct text *text, int width, int height, enum lang lang)
{
	text_format(text,
		    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" "
		    "viewBox=\"0 0 %d %d\" xml:lang=\"%s\" role=\"img\" "
		    "aria-labelledby=\"title desc\">\n",
		    width, height, width, height, lang == LANG_ZH ? "zh" : "en");
}

void svg_document_finish(struct text *text, const struct svg_canvas *canvas, int width, int height)
{
	text_format(text, "<style>\n%s</style>\n", svg_style);
	text_format(
	    text, "<rect class=\"paper\" x=\"0\" y=\"0\" width=\"%d\" height=\"%d\" rx=\"12\"/>\n",
	    width, height);
	for (size_t i = 0; i < SVG_LAYER_COUNT; i++) {
		text_bytes(text, canvas->layers[i].bytes, canvas->layers[i].length);
		text->failed |= canvas->layers[i].failed;
	}
	text_string(text, "</svg>\n");
}
