/* SPDX-License-Identifier: MIT */
/* Private to the floor: a filter for a file whose link type is not known yet, for what it takes to
 * compile one is given up before the file is read: names of hosts and ports are looked up. */
#ifndef LINK_FILTERS_H
#define LINK_FILTERS_H

#include <pcap/pcap.h>

#include "err.h"

struct link_filters;

/* FILTER compiled for each link type that is decoded. NULL with the reason: it is no filter at all,
 * or memory ran out. */
struct link_filters *link_filters_new(const char *filter, struct err *err);
void link_filters_free(struct link_filters *filters); /* NULL is allowed */

/* The one of LINK_TYPE (a LINKTYPE_ value). NULL with the reason: this link type has no such
 * filter, or is not decoded. */
const struct bpf_program *link_filters_find(const struct link_filters *filters, int link_type,
					    struct err *err);

#endif
