/* SPDX-License-Identifier: MIT */
/* What the terminal can show. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>

#include "text.h"

/* Call once, at the start of a program. Returns whether the user's locale is UTF-8, and sets a
 * LC_CTYPE in which wcwidth(3) knows the width of every character, the same for all users. */
bool terminal_set_locale(void);

enum { TERMINAL_COLUMNS = 80 }; /* where nobody tells */

/* The width of the terminal FD; where it is none, what COLUMNS says; otherwise TERMINAL_COLUMNS. */
unsigned terminal_columns(int fd);

/* Whether FD is a terminal on which a line can be drawn over: not with TERM=dumb. */
bool terminal_redraws(int fd);

/* Draws LINE over the line of FD where the cursor is, in one write; NULL: that line is gone. For
 * what is not worth an error: what cannot be written is left out. */
void terminal_redraw(int fd, const struct text *line);

#endif
