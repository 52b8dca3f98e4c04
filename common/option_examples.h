/* SPDX-License-Identifier: MIT */
/* The examples at the end of --help, as the user types them. */
#ifndef OPTION_EXAMPLES_H
#define OPTION_EXAMPLES_H

#include "option.h"

/* Appends PROGRAM's examples. Where the program is a command of the installed `handshake`, that
 * word goes before its name at the beginning of a line that two spaces indent. */
void option_examples(const struct program *program, struct text *text);

#endif
