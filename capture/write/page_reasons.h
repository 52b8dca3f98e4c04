/* SPDX-License-Identifier: MIT */
/* Private to write: why a state changed, in the words of the page. */
#ifndef PAGE_REASONS_H
#define PAGE_REASONS_H

#include "lang.h"
#include "text.h"

/* Appends REASON, which is in English ("3.10.7.4: its FIN is acknowledged"), in LANG. */
void text_page_reason(struct text *text, enum lang lang, const char *reason);

#endif
