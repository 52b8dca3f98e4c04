/* SPDX-License-Identifier: MIT */
/* Private to source: what stands behind struct source. */
#ifndef SOURCE_PRIVATE_H
#define SOURCE_PRIVATE_H

#include <pcap/pcap.h>
#include <stdio.h>

#include "source.h"

/* How long the kernel gathers packets before it hands them over, in milliseconds: a line appears
 * within 20 ms, and a burst is handed over in large blocks (not in immediate mode, whose ring has a
 * slot of the size of the snapshot length for each packet and overflows). */
enum { SOURCE_TIMEOUT_MS = 8 };

struct source {
	pcap_t *pcap;
	struct bpf_program filter; /* a file's; a live source's is in the kernel */
	bool filters;              /* filter is in use */
	bool live;
	bool loopback;
	bool stopping;          /* source_drain() was called */
	int link_type;          /* LINKTYPE_ value */
	uint64_t number;        /* packets read */
	int64_t drain_from_ns;  /* monotonic clock: when the user wanted to stop */
	int64_t quiet_since_ns; /* monotonic clock: since when nothing came, while stopping */
	char *name;             /* interface or file, for messages */
};

/* A source around PCAP (owned from now on, also on failure). NULL without memory. */
struct source *source_new(pcap_t *pcap, const char *name, struct err *err);

/* Compiles FILTER for the source. */
bool source_compile(struct source *source, const char *filter, struct err *err);

#endif
