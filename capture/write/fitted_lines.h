/* SPDX-License-Identifier: MIT */
/* Lines as wide as the terminal. */
#ifndef FITTED_LINES_H
#define FITTED_LINES_H

#include "writer.h"

enum fitted {
	FIT_ROWS,  /* each line is cut */
	FIT_LINES, /* those that begin with # or four spaces are sentences: they are wrapped */
	FIT_PROSE, /* each line is wrapped */
};

/* Fits the lines of TEXT from MARK on to OPTIONS' columns, where that is asked for. */
void text_fit_lines(struct text *text, size_t mark, const struct writer_options *options,
		    enum fitted fitted);

#endif
