/* SPDX-License-Identifier: MIT */
/* Private to stories: TCP options as words. */
#ifndef STORY_OPTIONS_H
#define STORY_OPTIONS_H

#include "story.h"

/* Fills the options of SEGMENT from the word <...>; SACK edges count from ISN, the receiver's
 * initial sequence number. False: no such option, or more than 40 bytes. */
bool story_options_read(struct story_segment *segment, char *word, uint32_t isn);

#endif
