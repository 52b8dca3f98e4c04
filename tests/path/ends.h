/* SPDX-License-Identifier: MIT */
/* The programs at both ends: each makes the calls of its list one after the other, each when the
 * one before is done; as a program with blocking sockets would, though none blocks. */
#ifndef ENDS_H
#define ENDS_H

#include <stdbool.h>

struct path;

/* Names of calls:
 *   sndbuf, rcvbuf, nodelay, cork, defer-accept, reuse, user-timeout, maxseg N   setsockopt()
 *   keepalive, keepidle, keepintvl, fastopen, fastopen-connect N                 the same
 *   bind PORT, connect, listen BACKLOG, accept
 *   extra N        so many further connections are begun, and left to themselves
 *   write N, read N, read-all (until the end of what comes)
 *   shutdown, close, abort (close with a linger time of 0), unlisten (close the listening socket)
 *   pause MS
 *   quiet          waits until nothing is under way, and the kernels have nothing to send again */
bool call_find(const char *name, unsigned *index);

void ends_open(struct path *path);

/* Makes the next call of each end that can be made; true: one was. */
bool ends_call(struct path *path);

/* All is at rest, and no call is left that could be made. */
bool ends_done(const struct path *path);

#endif
