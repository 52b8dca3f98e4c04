/* SPDX-License-Identifier: MIT */
/* A scenario's programs on one processor.
 *
 * On loopback the kernel delivers a segment before the write() that sent it returns, and its
 * receiver acknowledges it at once: the order of segments is the kernel's. Not so with a second
 * processor. While a program is in accept() or recv(), its socket is locked; what arrives then
 * waits in the socket's backlog until the call ends (net/ipv4/tcp_ipv4.c, tcp_add_backlog()), and
 * meanwhile the other program, on its own processor, sends the next segment: in a few of a
 * thousand bursts an ACK comes one segment later. */
#ifndef ONE_PROCESSOR_H
#define ONE_PROCESSOR_H

#include <stdbool.h>

#include "err.h"

/* From here on this process, and those that it starts, run on one of the processors that it may
 * use: that with the number PLACE, counted from 0 and around. */
bool one_processor_take(unsigned place, struct err *err);

#endif
