/* SPDX-License-Identifier: MIT */
/* What the options say about which packets are captured, as pcap-filter(7) words. */
#ifndef CAPTURE_FILTER_H
#define CAPTURE_FILTER_H

#include <stdint.h>

#include "err.h"
#include "options.h"

struct capture_filter {
	const char *words; /* NULL: every packet of a file. The options', or built */
	uint16_t left_out; /* the port of the live view; 0: none */
	char *built;       /* owned; NULL: none */
};

/* VIEW_PORT: of the live view whose own segments come by where packets are captured; 0: there is
 * none. It is left out, for each segment shown makes segments of the view, which would be shown
 * again; unless -p or the filter names that port: as a number, a range around it or the name of a
 * service, behind `port` or `portrange` or among those joined to it by `or` and `and`
 * (`tcp[2:2] = 8080` names none). False with the reason without memory. */
bool capture_filter_init(struct capture_filter *filter, const struct sniffer_options *options,
			 uint16_t view_port, struct err *err);
void capture_filter_release(struct capture_filter *filter);

/* ERR says why the filter of OPTIONS is none: where one of its words is a file, or is called as a
 * capture file is, it says -r instead. */
void capture_filter_hint(const struct sniffer_options *options, struct err *err);

#endif
