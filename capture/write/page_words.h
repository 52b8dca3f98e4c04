/* SPDX-License-Identifier: MIT */
/* Private to write: the words of names, in both languages, for the page's first record. */
#ifndef PAGE_WORDS_H
#define PAGE_WORDS_H

#include "json.h"

/* "label_words" in the order of "labels"; "fates", and "fate_words" in their order; "open_words",
 * "close_words" and "closer_words" by name. Each a pair. */
void page_words(struct json *json);

#endif
