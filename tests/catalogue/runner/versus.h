/* SPDX-License-Identifier: MIT */
/* A scenario as it is and with something changed, or two scenarios: what differs. */
#ifndef VERSUS_H
#define VERSUS_H

#include "side_by_side.h"

/* Whether the scenario may be changed so, or compared with the one that is the only word of
 * CHANGES. False with the reason. */
bool versus_check(const char *scenarios, const char *name, const struct words *changes,
		  struct err *err);

/* Whether the client and the server in the folder PROGRAMS take what CHANGES give them. False with
 * the reason. */
bool versus_check_options(const char *programs, const struct words *changes, struct err *err);

/* Plays the only scenario of OPTIONS twice, the second time with CHANGES, or it and the other one,
 * keeps both in the folders as-is and changed, and lets the sniffer compare them on standard
 * output. Returns the exit status: 0 the same but for times, 1 different or failed, 77 cannot be
 * played here. */
int versus_run(const struct side_by_side_options *options, const struct words *changes);

#endif
