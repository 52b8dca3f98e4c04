/* SPDX-License-Identifier: MIT */
#include "capture_filter.h"

#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void capture_filter_init(struct capture_filter *filter, const struct sniffer_options *options,
			 uint16_t view_port)
{
	*filter = (struct capture_filter){.words = options->filter};
	if (options->filter)
		return;
	if (options->port != 0) {
		snprintf(filter->built, sizeof filter->built, "tcp port %" PRIu64, options->port);
		filter->words = filter->built;
	} else if (options->read_file) {
		filter->words = NULL;
	} else if (view_port != 0) {
		snprintf(filter->built, sizeof filter->built, "tcp and not (tcp port %u)",
			 view_port);
		filter->words = filter->built;
		filter->left_out = view_port;
	} else {
		filter->words = "tcp";
	}
}

void capture_filter_hint(const struct capture_filter *filter, struct err *err)
{
	char word[PATH_MAX];
	size_t length = filter->words ? strcspn(filter->words, " ") : 0;
	if (length == 0 || length >= sizeof word)
		return;
	memcpy(word, filter->words, length);
	word[length] = '\0';
	if (access(word, F_OK) == 0)
		err_set_usage(err, "'%s' is no filter: to read that file, write -r %s", word, word);
}
