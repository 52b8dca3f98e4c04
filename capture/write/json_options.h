/* SPDX-License-Identifier: MIT */
/* Private to write: the member `options` of -f json. */
#ifndef JSON_OPTIONS_H
#define JSON_OPTIONS_H

#include "event.h"

enum { JSON_OPTIONS_MAX = 2048 }; /* bytes for what 40 bytes of options can be */

/* Writes the TCP options in their order as an array at AT, where JSON_OPTIONS_MAX bytes are free;
 * returns where it ended (put.h). Each is an object with its `kind` and `name`, and what it says:
 *
 *     mss             value
 *     window-scale    shift
 *     sack            blocks: [left,right] each, in the numbers in which `ack` is shown
 *     timestamps      value, echo; not of a timeless event: they differ in every run
 *     fast-open       cookie_length
 *     end, nop, sack-permitted
 *     malformed       the last one: its length cannot be
 *     not-captured    the last one, of kind null: the snaplen cut the others off
 *     any other       length, of the whole option; so has one of those above of a wrong length */
char *put_json_options(char *at, const struct segment_event *event);

#endif
