/* SPDX-License-Identifier: MIT */
/* Private to write: fields of the page's records. */
#ifndef PAGE_FIELDS_H
#define PAGE_FIELDS_H

#include "event.h"
#include "text.h"

/* Each appends `,"NAME":` and the value; words are our own and need no escaping. */
void page_key(struct text *text, const char *name);
void page_number(struct text *text, const char *name, uint64_t value);
void page_word(struct text *text, const char *name, const char *value);

/* `,"options":[...]`: the TCP options in their order, each an array of its name and its values:
 * ["mss",1460], ["window-scale",7], ["sack-permitted"], ["sack",LEFT,RIGHT,...] with numbers as
 * they are to be shown, ["timestamps",VALUE,ECHO], ["fast-open",LENGTH,"COOKIE"], ["nop"], ["end"],
 * ["other",KIND,"BYTES"], ["malformed"]. What differs in every run (timestamps, cookies) is left
 * out of a timeless event. */
void page_tcp_options(struct text *text, const struct segment_event *event);

#endif
