/* SPDX-License-Identifier: MIT */
/* --compare: a capture, from its file to the list that is compared. */
#ifndef COMPARED_CAPTURE_H
#define COMPARED_CAPTURE_H

#include <signal.h>

#include "capture_filter.h"
#include "compare_list.h"
#include "options.h"
#include "pipeline.h"

struct compared_capture {
	struct sniffer_options options; /* its own, with the file in read_file */
	struct capture_filter filter;
	struct source *source; /* NULL: not open */
	bool damaged;
	struct compare_list list;
};

/* Opens FILE (borrowed), and reads nothing. Its words are those of OPTIONS. To be released in any
 * case. False with the reason. */
bool compared_capture_open(struct compared_capture *capture, const struct sniffer_options *options,
			   const char *file, struct err *err);

/* Reads it to its end, fills the list, and closes it. OUTPUT and PROGRESS: of the session. False
 * with the reason; of a file that is damaged the list has what was read before, and DAMAGED is set.
 */
bool compared_capture_read(struct compared_capture *capture, struct output *output,
			   struct read_progress *progress, const volatile sig_atomic_t *stop,
			   struct err *err);

void compared_capture_release(struct compared_capture *capture);

#endif
