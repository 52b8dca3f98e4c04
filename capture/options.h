/* SPDX-License-Identifier: MIT */
/* The sniffer's command line. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "common_options.h"
#include "connection_field.h"
#include "payload_limit.h"
#include "selection.h"

/* -s was not given: no more is copied than is shown. */
#define SNAPSHOT_AS_SHOWN UINT64_MAX

struct sniffer_options {
	const char *interface;
	const char *read_file;   /* NULL: live */
	const char *write_file;  /* NULL: none */
	const char *compared[2]; /* A and B of --compare */
	uint64_t port;           /* 0: every TCP port; the filter's words replace it */
	uint64_t count;          /* 0: no end */
	uint64_t buffer_kib;     /* 0: the source's default */
	uint64_t snapshot;       /* bytes of a packet; SNAPSHOT_AS_SHOWN: not given */
	uint64_t max_connections;
	const char *sort; /* of --connections; NULL: as they come */
	const char *only; /* which connections: see selection.h; NULL: all */
	const char *conn;
	const char *title;   /* of a picture or page; NULL: none */
	const char *payload; /* how much of it is shown; NULL: as usual */
	const char *http;    /* where to serve the live view; NULL: nowhere */
	uint64_t http_pace_ms;
	unsigned times;   /* how often -t was given: enum times, and 1 */
	unsigned numeric; /* how often -n was given: without effect */
	int format;       /* index into writer_formats; -1: not given */
	bool list_interfaces;
	bool verbose;
	bool quiet;
	bool unbuffered;
	bool phases;
	bool explain;
	bool ascii;
	bool wrap;
	bool time_scale;
	bool relative;
	bool canonical;
	bool connections;
	bool vlan;
	bool compare;
	struct connection_order order; /* what `sort` says */
	struct payload_limit limit;    /* what `payload` says */
	struct selection *selection;   /* what `only` and `conn` say; NULL: all. Owned. */
	const char *const *words; /* behind the options, as they were given; borrowed from argv */
	size_t word_count;
	const char *filter; /* the same joined; NULL: none. Owned. */
};

/* Fills VALUES and COMMON from argv; anything but START_RUN was told already. */
enum start sniffer_options_read(struct sniffer_options *values, struct common_options *common,
				const char *versions, int argc, char **argv);
void sniffer_options_release(struct sniffer_options *values);

#endif
