/* SPDX-License-Identifier: MIT */
/* Options of a TCP socket that change what is seen on the wire. Server and client set them from
 * their command lines; a server's accepted sockets inherit those of the listening one. */
#ifndef SOCKET_OPTIONS_H
#define SOCKET_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "err.h"
#include "option.h"

enum socket_switch {
	SWITCH_DEFAULT, /* as the kernel has it */
	SWITCH_ON,
	SWITCH_OFF,
};

enum { KEEPALIVE_IDLE, KEEPALIVE_INTERVAL, KEEPALIVE_COUNT, KEEPALIVE_NUMBERS };

/* All zero: everything as the kernel has it. */
struct socket_options {
	bool reuse;              /* SO_REUSEADDR */
	bool nodelay;            /* TCP_NODELAY */
	bool cork;               /* TCP_CORK */
	int quickack;            /* enum socket_switch, TCP_QUICKACK */
	uint64_t mss;            /* TCP_MAXSEG, bytes */
	uint64_t rcvbuf, sndbuf; /* SO_RCVBUF, SO_SNDBUF, bytes; the kernel doubles them */
	uint64_t keepalive[KEEPALIVE_NUMBERS]; /* SO_KEEPALIVE with seconds, seconds, probes */
	uint64_t user_timeout_ms;              /* TCP_USER_TIMEOUT (RFC 5482) */
	uint64_t fast_open;                    /* TCP_FASTOPEN of a listener: length of its queue */
};

/* The options that server and client have in common, bound to VALUES. */
struct option_group socket_option_group(struct socket_options *values);

/* Sets what is wanted; call it before listen() or connect(). False with the option that the kernel
 * refused, and why; errno says it, too. */
bool socket_options_apply(const struct socket_options *options, int fd, struct err *err);

#endif
