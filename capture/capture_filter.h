/* SPDX-License-Identifier: MIT */
/* What the options say about which packets are captured, as pcap-filter(7) words. */
#ifndef CAPTURE_FILTER_H
#define CAPTURE_FILTER_H

#include <stdint.h>

#include "err.h"
#include "options.h"

struct capture_filter {
	const char *words; /* NULL: every packet of a file. The options', or built[] */
	uint16_t left_out; /* the port of the live view; 0: none */
	char built[48];
};

/* VIEW_PORT: of the live view whose own segments come by where packets are captured; 0: there is
 * none. Where neither a port nor words are named, that port is left out: each segment shown makes
 * segments of the view, which would be shown again. FILTER must not be copied. */
void capture_filter_init(struct capture_filter *filter, const struct sniffer_options *options,
			 uint16_t view_port);

/* The words were refused: a file in their place (`sniffer x.pcap`) is a better reason in ERR. */
void capture_filter_hint(const struct capture_filter *filter, struct err *err);

#endif
