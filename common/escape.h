/* SPDX-License-Identifier: MIT */
/* Untrusted bytes as text that cannot drive a terminal.
 *
 * Printable ASCII and valid UTF-8 (RFC 3629) stay as they are, except for characters that control,
 * reorder, hide or end a line: C0 and C1 controls, bidirectional and other format characters
 * (Unicode Cf), line and paragraph separators, default-ignorable (zero-width) characters and
 * noncharacters. Backslash is `\\`, newline `\n`, tab `\t`, return `\r`, every other byte `\xNN`
 * with lower-case digits; so the text can be read back to the very bytes. */
#ifndef ESCAPE_H
#define ESCAPE_H

#include <stddef.h>

#include "text.h"

/* Appends LENGTH bytes in the form above: what a payload looks like everywhere. */
void text_escaped(struct text *text, const void *bytes, size_t length);

/* The same as it stands within a JSON string: `"` and each backslash are escaped again. */
void text_escaped_json(struct text *text, const void *bytes, size_t length);

/* The same for our own messages that quote a name (a file, an interface): a backslash stays. */
void text_printable(struct text *text, const void *bytes, size_t length);

/* The same for several lines, which stay lines: each behind PREFIX, and ended. */
void text_printable_lines(struct text *text, const char *prefix, const void *bytes, size_t length);

#endif
