/* SPDX-License-Identifier: MIT */
/* What a load has done: counted while it runs, reported at its end. */
#ifndef LOAD_RESULT_H
#define LOAD_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "histogram.h"
#include "resolve.h"
#include "transfer.h"

enum load_error {
	LOAD_REFUSED,   /* no connection: ECONNREFUSED */
	LOAD_RESET,     /* RST, while or after connecting */
	LOAD_TIMED_OUT, /* no connection, or no whole echo, within --timeout */
	LOAD_SHORT,     /* the server's FIN before the whole echo */
	LOAD_MISMATCH,  /* a byte that is not the one that was sent, or one too many */
	LOAD_OTHER,     /* the system says why */
	LOAD_ERRORS,
};

struct load_failure {
	enum load_error kind;
	uint64_t connection; /* its number, from 1; 0: the request never had one */
	uint64_t request;    /* its number on the connection, from 1 */
	bool connecting;     /* it was not connected yet */
	struct transfer_result transfer;
};

enum { LOAD_GIVE_UP = 1000 }; /* so many connections in a row that cannot be made end it */

enum load_end {
	LOAD_COMPLETE,    /* as many requests as were wanted, or as long */
	LOAD_INTERRUPTED, /* SIGINT or SIGTERM */
	LOAD_UNREACHED,   /* the first connection could not be made, with none of the addresses */
	LOAD_GAVE_UP,     /* LOAD_GIVE_UP */
	LOAD_BROKEN,      /* this machine cannot go on; err says why */
};

struct load_result {
	enum load_end end;
	struct err err; /* of BROKEN */
	struct server_addresses addresses;
	uint32_t sources; /* addresses that were connected from */
	size_t size;      /* bytes of a request */

	/* Each request that began is in one of these. */
	uint64_t requests;   /* done, and their echo right where it was awaited */
	uint64_t failed;     /* one for each in `errors` */
	uint64_t unfinished; /* cut off by the end of the load */

	uint64_t connections;    /* that were established */
	uint64_t sent, received; /* bytes that the kernel took and gave */
	uint64_t errors[LOAD_ERRORS];
	struct load_failure first; /* when `failed` is not 0 */
	/* Connections for which the kernel searched long for a free local port, and the processor
	 * time that it took. */
	uint64_t searched;
	int64_t searched_ns;
	int64_t elapsed_ns;       /* until now, while it runs */
	struct histogram latency; /* nanoseconds, of `requests` */
};

#endif
