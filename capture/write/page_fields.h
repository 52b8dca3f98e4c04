/* SPDX-License-Identifier: MIT */
/* Private to write: fields of the page's records. */
#ifndef PAGE_FIELDS_H
#define PAGE_FIELDS_H

#include "event.h"
#include "json.h"

/* "options":[...]: the TCP options in their order, each an array of its name and its values:
 * ["mss",1460], ["window-scale",7], ["sack-permitted"], ["sack",LEFT,RIGHT,...] with numbers as
 * they are to be shown, ["timestamps",VALUE,ECHO], ["fast-open",LENGTH,"COOKIE"], ["nop"], ["end"],
 * ["other",KIND,"BYTES"], ["malformed"], ["not-captured"]. What differs in every run (timestamps,
 * cookies) is left out of a timeless event. */
void page_tcp_options(struct json *json, const struct segment_event *event);

/* "head":"BYTES": the TCP header with its options as it was captured, in hexadecimal; nothing where
 * it was cut. */
void page_header_bytes(struct json *json, const struct segment *segment);

#endif
