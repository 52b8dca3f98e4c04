/* SPDX-License-Identifier: MIT */
#include "sweep_plot.h"

#include <stdio.h>
#include <stdlib.h>

/* In the picture's units. */
enum { WIDTH = 900, HEIGHT = 470, LEFT = 84, RIGHT = 870, TOP = 96, BOTTOM = 392 };

struct plot {
	struct text *text;
	const struct sweep_exchanges *exchanges;
	bool zh;
	const char *kernel;
	unsigned longest;         /* close delay */
	unsigned total, late;     /* exchanges that are shown, and that are not */
	bool any;                 /* an ACK came alone: */
	double low, middle, high; /* after so many milliseconds, as they are written */
};

static const char style[] =
    "<style>\n"
    "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',"
    "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:14px;fill:#1f2328}\n"
    ".title{font-size:18px;font-weight:600}.note,.tick{font-size:12px;fill:#57606a}\n"
    ".window-name{font-size:13px;font-weight:600;fill:#8250df}\n"
    ".paper{fill:#ffffff}.window{fill:#f3e8ff}.grid{stroke:#d8dee4}.axis{stroke:#57606a}\n"
    ".curve{fill:none;stroke:#0969da;stroke-width:2.4;stroke-linejoin:round}.point{fill:#0969da}\n"
    "@media (prefers-color-scheme:dark){\n"
    "text{fill:#e6edf3}.note,.tick{fill:#9da7b3}.window-name{fill:#d2a8ff}\n"
    ".paper{fill:#0d1117}.window{fill:#2a1f3d}.grid{stroke:#21262d}.axis{stroke:#9da7b3}\n"
    ".curve{stroke:#58a6ff}.point{fill:#58a6ff}\n"
    "}\n"
    "</style>\n";

static const char *words(const struct plot *plot, const char *zh, const char *en)
{
	return plot->zh ? zh : en;
}

static void append_xml(struct text *text, const char *string)
{
	for (; *string; string++)
		switch (*string) {
		case '&':
			text_string(text, "&amp;");
			break;
		case '<':
			text_string(text, "&lt;");
			break;
		case '>':
			text_string(text, "&gt;");
			break;
		case '"':
			text_string(text, "&quot;");
			break;
		default:
			text_char(text, *string);
			break;
		}
}

static double x_of(const struct plot *plot, double ms)
{
	return (double)LEFT + (RIGHT - LEFT) * ms / (plot->longest > 0 ? plot->longest : 1);
}

static double y_of(double share)
{
	return (double)BOTTOM - (BOTTOM - TOP) * share;
}

/* ANCHOR: "" for the usual one. */
static void put_text(const struct plot *plot, const char *class, double x, double y,
		     const char *anchor, const char *string)
{
	text_format(plot->text, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\"", class, x, y);
	if (*anchor)
		text_format(plot->text, " text-anchor=\"%s\"", anchor);
	text_char(plot->text, '>');
	append_xml(plot->text, string);
	text_string(plot->text, "</text>\n");
}

static void put_line(const struct plot *plot, const char *class, double x1, double y1, double x2,
		     double y2)
{
	text_format(plot->text,
		    "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", class,
		    x1, y1, x2, y2);
}

static void append_summary(const struct plot *plot, struct text *text)
{
	if (!plot->any)
		text_string(text, words(plot, "没有单独的ACK", "no ACK came alone"));
	else if (plot->zh)
		text_format(text, "100个ACK中有98个在%.1f到%.1f毫秒之间，中位数%.1f", plot->low,
			    plot->high, plot->middle);
	else
		text_format(text, "98 of 100 ACKs between %.1f and %.1f ms, median %.1f", plot->low,
			    plot->high, plot->middle);
}

static void put_axes(const struct plot *plot)
{
	char tick[16];
	for (unsigned share = 0; share <= 100; share += 25) {
		snprintf(tick, sizeof tick, "%u %%", share);
		put_line(plot, "grid", LEFT, y_of(share / 100.0), RIGHT, y_of(share / 100.0));
		put_text(plot, "tick", LEFT - 10, y_of(share / 100.0) + 4, "end", tick);
	}
	for (unsigned ms = 0; ms <= plot->longest; ms += 20) {
		snprintf(tick, sizeof tick, "%u", ms);
		put_line(plot, "axis", x_of(plot, ms), BOTTOM, x_of(plot, ms), BOTTOM + 6);
		put_text(plot, "tick", x_of(plot, ms), BOTTOM + 22, "middle", tick);
	}
	put_line(plot, "axis", LEFT, BOTTOM, RIGHT, BOTTOM);
	put_text(plot, "", (LEFT + RIGHT) / 2.0, BOTTOM + 46, "middle",
		 words(plot, "服务端从读到EOF到close()的等待（毫秒）",
		       "the server's close delay: from the end of the stream to close() (ms)"));
	put_text(plot, "", 24, TOP - 20, "",
		 words(plot, "四次挥手所占的比例", "share of closes that took four segments"));
}

/* The time within which the ACK goes out alone. */
static void put_window(const struct plot *plot)
{
	if (plot->any)
		text_format(
		    plot->text,
		    "<rect class=\"window\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
		    x_of(plot, plot->low), TOP, x_of(plot, plot->high) - x_of(plot, plot->low),
		    BOTTOM - TOP);
}

/* NUMBER as a reader of the table has it, so that the picture can be made from that. */
static double as_written(int decimals, double number)
{
	char written[32];
	snprintf(written, sizeof written, "%.*f", decimals, number);
	return strtod(written, NULL);
}

/* The share of DELAY as sweep.tsv has it. */
static double share_of(const struct sweep_delay *delay)
{
	return as_written(3, (double)delay->four / delay->runs);
}

/* Where every server closed too late there is no share. */
static bool next_point(const struct plot *plot, size_t *at, struct sweep_delay *delay)
{
	while (sweep_next_delay(plot->exchanges, at, delay))
		if (delay->runs > 0)
			return true;
	return false;
}

static void put_curve(const struct plot *plot)
{
	struct sweep_delay delay;
	const char *command = "M";
	text_string(plot->text, "<path class=\"curve\" d=\"");
	for (size_t at = 0; next_point(plot, &at, &delay); command = "L")
		text_format(plot->text, "%s%.1f %.1f", command, x_of(plot, delay.ms),
			    y_of(share_of(&delay)));
	text_string(plot->text, "\"/>\n");
	for (size_t at = 0; next_point(plot, &at, &delay);) {
		text_format(plot->text,
			    "<circle class=\"point\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"><title>",
			    x_of(plot, delay.ms), y_of(share_of(&delay)));
		text_format(plot->text,
			    plot->zh ? "%u毫秒：%u个连接，%.0f %%"
				     : "%u ms: %u connections, %.0f %%",
			    delay.ms, delay.runs, share_of(&delay) * 100);
		text_string(plot->text, "</title></circle>\n");
	}
}

/* How many connections the picture shows, and why not all. */
static void put_caption(const struct plot *plot)
{
	struct text caption;
	text_init(&caption);
	text_format(&caption, "%s%s", plot->kernel, words(plot, "，", ", "));
	if (plot->late == 0)
		text_format(&caption, "%u%s", plot->total, words(plot, "个连接", " connections"));
	else
		text_format(&caption,
			    plot->zh
				? "%u个连接中的%u个；%u个未计入：服务端关闭得比要求的晚"
				: "%u connections, of which %u are shown; %u left out because the "
				  "server closed later than asked",
			    plot->total + plot->late, plot->total, plot->late);
	put_text(plot, "note", WIDTH - 24, HEIGHT - 14, "end", text_c_string(&caption));
	text_release(&caption);
}

/* What the two halves mean. */
static void put_remarks(const struct plot *plot)
{
	if (!plot->any)
		return;
	struct text summary;
	const double before = x_of(plot, plot->low) - 22, after = x_of(plot, plot->high) + 12;
	text_init(&summary);
	append_summary(plot, &summary);
	put_text(plot, "window-name", after, y_of(0.5) + 4, "", text_c_string(&summary));
	text_release(&summary);
	put_text(plot, "note", before, y_of(0.16), "end",
		 words(plot, "由服务端的FIN捎带ACK：", "the server's FIN carries the ACK:"));
	put_text(plot, "note", before, y_of(0.10), "end",
		 words(plot, "三次挥手", "three segments"));
	put_text(
	    plot, "note", after, y_of(0.88), "",
	    words(plot, "ACK先单独发出：四次挥手", "the ACK goes first, alone: four segments"));
}

static void put_head(const struct plot *plot)
{
	const char *title =
	    words(plot, "对FIN的ACK何时单独发出？", "When does the ACK of a FIN travel alone?");
	text_format(
	    plot->text,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 "
	    "%d %d\" xml:lang=\"%s\" role=\"img\" aria-labelledby=\"title desc\">\n",
	    WIDTH, HEIGHT, WIDTH, HEIGHT, words(plot, "zh", "en"));
	text_format(plot->text, "<title id=\"title\">%s</title>\n<desc id=\"desc\">", title);
	append_summary(plot, plot->text);
	text_format(plot->text, "</desc>\n%s", style);
	text_format(
	    plot->text,
	    "<rect class=\"paper\" x=\"0\" y=\"0\" width=\"%d\" height=\"%d\" rx=\"12\"/>\n", WIDTH,
	    HEIGHT);
	put_text(plot, "title", 24, 36, "", title);
}

static double in_tenths(int64_t us)
{
	return as_written(1, (double)us / 1000);
}

static void measure(struct plot *plot)
{
	struct sweep_delay delay;
	struct sweep_acks acks;
	for (size_t at = 0; sweep_next_delay(plot->exchanges, &at, &delay);) {
		plot->total += delay.runs;
		plot->late += delay.late;
		plot->longest = delay.ms;
	}
	sweep_acks(&acks, plot->exchanges, 0, plot->exchanges->count);
	plot->any = acks.count > 0;
	if (plot->any) {
		plot->low = in_tenths(sweep_quantile_us(&acks, 1));
		plot->middle = in_tenths(sweep_median_us(&acks));
		plot->high = in_tenths(sweep_quantile_us(&acks, 99));
	}
	free(acks.times);
}

void sweep_plot(struct text *text, const struct sweep_exchanges *exchanges, enum lang lang,
		const char *kernel)
{
	struct plot plot = {
	    .text = text, .exchanges = exchanges, .zh = lang == LANG_ZH, .kernel = kernel};
	measure(&plot);
	put_head(&plot);
	put_caption(&plot);
	put_window(&plot);
	put_axes(&plot);
	put_curve(&plot);
	put_remarks(&plot);
	text_string(text, "</svg>\n");
}
