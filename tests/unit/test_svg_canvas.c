/* SPDX-License-Identifier: MIT */
#include "svg_canvas.h"

#include "unit.h"
#include "xml.h"

static void makes_text_of_markup(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
	    {"hello", "hello"},
	    {"</script>", "&lt;/script&gt;"},
	    {"]]>", "]]&gt;"},
	    {"a & b &amp; c", "a &amp; b &amp;amp; c"},
	    {"\"' onload=\"", "&quot;&#39; onload=&quot;"},
	    {"你好", "你好"},
	    {"", ""},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct text text;
		uint8_t *copy = exact_copy(cases[i][0], strlen(cases[i][0]));
		text_init(&text);
		text_xml(&text, (char *)copy, strlen(cases[i][0]));
		assert_text(&text, cases[i][1]);
		text_release(&text);
		free(copy);
	}
}

static void draws_shapes_in_layers(void **state)
{
	(void)state;
	struct svg_canvas canvas = {0};
	svg_box(&canvas, SVG_BACK, "paper", 0, -1.5, 10, 20.25, 0);
	assert_text(&canvas.layers[SVG_BACK],
		    "<rect class=\"paper\" x=\"0\" y=\"-1.5\" width=\"10\" height=\"20.3\"/>\n");
	svg_line(&canvas, SVG_MIDDLE, "axis", 1, 2, 3, 4);
	assert_text(&canvas.layers[SVG_MIDDLE],
		    "<line class=\"axis\" x1=\"1\" y1=\"2\" x2=\"3\" y2=\"4\"/>\n");
	svg_words(&canvas, "note", 5, 6, SVG_END, "1 < 2");
	svg_two_words(&canvas, "words", 5, 6, SVG_START, "ACK", "excerpt", "\"a\"");
	svg_two_words(&canvas, "words", 5, 6, SVG_CENTER, "ACK", "excerpt", "");
	assert_text(&canvas.layers[SVG_FRONT],
		    "<text class=\"note\" x=\"5\" y=\"6\" text-anchor=\"end\" "
		    "xml:space=\"preserve\">1 &lt; 2</text>\n"
		    "<text class=\"words\" x=\"5\" y=\"6\" xml:space=\"preserve\">ACK "
		    "<tspan class=\"excerpt\">&quot;a&quot;</tspan></text>\n"
		    "<text class=\"words\" x=\"5\" y=\"6\" text-anchor=\"middle\" "
		    "xml:space=\"preserve\">ACK</text>\n");
	svg_canvas_release(&canvas);
}

/* The line ends where the head begins, and the head points to the end. */
static void draws_arrows(void **state)
{
	(void)state;
	struct svg_canvas canvas = {0};
	svg_arrow(&canvas, "data", 0, 0, 100, 0);
	svg_arrow(&canvas, "data", 100, 0, 0, 0);
	assert_text(&canvas.layers[SVG_FRONT],
		    "<line class=\"data\" x1=\"0\" y1=\"0\" x2=\"89\" y2=\"0\"/>\n"
		    "<path class=\"data\" d=\"M100.0 0.0L89.0 -4.0L89.0 4.0Z\"/>\n"
		    "<line class=\"data\" x1=\"100\" y1=\"0\" x2=\"11\" y2=\"0\"/>\n"
		    "<path class=\"data\" d=\"M0.0 0.0L11.0 4.0L11.0 -4.0Z\"/>\n");
	svg_canvas_release(&canvas);
}

int test_svg_canvas(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(makes_text_of_markup),
	    cmocka_unit_test(draws_shapes_in_layers),
	    cmocka_unit_test(draws_arrows),
	};
	return run_group(tests, NULL, NULL);
}
