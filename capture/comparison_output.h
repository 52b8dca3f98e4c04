/* SPDX-License-Identifier: MIT */
/* --compare: what was found, in the format that was asked for, and as the page of --http. */
#ifndef COMPARISON_OUTPUT_H
#define COMPARISON_OUTPUT_H

#include "comparison_event.h"
#include "comparison_svg.h"
#include "options.h"
#include "output.h"
#include "writer.h"

struct comparison_output {
	const char *format; /* as given to -f */
	enum lang lang;
	struct output output; /* standard output */
	struct writer_options options;
	struct comparison_svg svg;
	bool has_page;
	struct text page; /* where there is one */
	uint32_t count;   /* comparisons so far */
	bool legend;      /* of the ladders was told: once is enough */
};

/* To be released in any case. */
void comparison_output_init(struct comparison_output *shown, const struct sniffer_options *options,
			    enum lang lang);
void comparison_output_release(struct comparison_output *shown);

/* Each in turn; then TOTALS (NULL: there is but one), and what is one document is written. */
void comparison_output_show(struct comparison_output *shown, const struct comparison_event *event);
void comparison_output_finish(struct comparison_output *shown,
			      const struct comparison_totals *totals);

#endif
