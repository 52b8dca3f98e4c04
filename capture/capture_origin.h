/* SPDX-License-Identifier: MIT */
/* What pictures and pages say of where they come from, by the options. */
#ifndef CAPTURE_ORIGIN_H
#define CAPTURE_ORIGIN_H

#include "options.h"
#include "origin.h"
#include "text.h"

struct capture_origin {
	struct origin told; /* borrowed from here */
	struct text title, source;
	char kernel[140]; /* two members of struct utsname */
};

/* Title and file name as escape.h has them: they may hold any bytes.
 * With --canonical nothing that differs from run to run; of a file no kernel, which it does not
 * tell. */
void capture_origin_init(struct capture_origin *origin, const struct sniffer_options *options);
void capture_origin_release(struct capture_origin *origin);

#endif
