/* SPDX-License-Identifier: MIT */
/* A scenario that is played with one thing changed, to see what that makes. */
#ifndef SCENARIO_CHANGE_H
#define SCENARIO_CHANGE_H

#include "scenario.h"

/* Changes SCENARIO by WORD, which is one of
 *   tcp_ecn=1, net.ipv4.tcp_rmem=4096,8192,16384    a sysctl, on a path of both ends
 *   client:tcp_sack=0, server:tcp_sack=0            of one end of a path
 *   client:--nodelay, server:--close-delay=100      an option of each client or server, in place
 *                                                   of the one of that name
 *   set-up:LINE, path:LINE                          one more line of the scenario file
 * False with the reason where WORD is none of them, or cannot be of this scenario. */
bool scenario_change(struct scenario *scenario, const char *word, struct err *err);

/* Whether SCENARIO is one exchange, whose segments are the same each time. False with the reason.
 */
bool scenario_change_check(const struct scenario *scenario, struct err *err);

/* Whether WORD and OTHER set the same sysctl of the same end. */
bool scenario_change_is_again(const char *word, const char *other);

/* The sysctl's file below /proc/sys; owned by the caller. NULL: WORD is another change. */
char *scenario_change_file(const char *word);

#endif
