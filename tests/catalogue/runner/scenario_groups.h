/* SPDX-License-Identifier: MIT */
/* The list of all scenarios, by what they are about. */
#ifndef SCENARIO_GROUPS_H
#define SCENARIO_GROUPS_H

#include "lang.h"
#include "text.h"
#include "words.h"

/* Appends name and title of each of NAMES in FOLDER, under the heading of its key `group`; those
 * without stand behind the others, and where no scenario has one, there are no headings. What is
 * wrong with a scenario goes to ERRORS, a line each, and the others are listed. */
void scenario_groups_list(struct text *out, struct text *errors, const char *folder,
			  const struct words *names, enum lang lang);

#endif
