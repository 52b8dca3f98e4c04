/* SPDX-License-Identifier: MIT */
/* Private to escape.c: what stands for each byte. */
#ifndef ESCAPE_FORMS_H
#define ESCAPE_FORMS_H

#include <stdint.h>

/* At most six characters; copied with all eight bytes, which is quicker than the right length. */
struct escaped_byte {
	char text[7];
	uint8_t length;
};

struct escape_form {
	/* Beside 0x7f and what is not ASCII or below 0x20: all that does not stay as it is. Where
	 * there are fewer, the last is there again. */
	uint8_t stops[2];
	struct escaped_byte bytes[256]; /* of a byte that begins no UTF-8 that may be shown */
};

extern const struct escape_form escape_form_shown;     /* text_escaped() */
extern const struct escape_form escape_form_printable; /* text_printable() */
extern const struct escape_form escape_form_json;      /* text_escaped_json() */

#endif
