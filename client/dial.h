/* SPDX-License-Identifier: MIT */
/* The client's socket, from socket() to the first segment. */
#ifndef DIAL_H
#define DIAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "socket_options.h"
#include "target.h"

struct dial_plan {
	struct socket_options socket;
	const char *local_address; /* numeric; NULL: any */
	uint16_t local_port;       /* 0: the kernel picks one */
	bool fast_open;            /* the first bytes go with the SYN (RFC 7413) */
};

/* A non-blocking socket for FAMILY, bound and with its options set; or -1 with the reason and
 * errno (EAFNOSUPPORT: it may do for an address of another family). */
int dial_open(const struct dial_plan *plan, int family, struct err *err);

/* Begins to connect. With fast open BYTES may go along; *SENT is how many the kernel took. Returns
 * 0 when it is connected or will be, or fail, which the socket then tells; else errno. */
int dial_connect(const struct dial_plan *plan, int fd, const struct target_address *address,
		 const char *bytes, size_t length, size_t *sent);

#endif
