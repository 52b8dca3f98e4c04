/* SPDX-License-Identifier: MIT */
/* A network that needs no right: in a user namespace around it this process is root. */
#ifndef USER_NETWORK_H
#define USER_NETWORK_H

#include <stdbool.h>

/* Moves this process, of one thread, into fresh user and network namespaces, in which nothing is
 * up. False with errno; the process may then be in them halfway. */
bool user_network_enter(void);

/* Writes TEXT to a FILE of /proc. False with errno. */
bool user_network_write(const char *file, const char *text);

#endif
