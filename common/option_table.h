/* SPDX-License-Identifier: MIT */
/* The rows of a program as text, for what is made from them when it is built: manual pages and
 * completions (common/manual/). */
#ifndef OPTION_TABLE_H
#define OPTION_TABLE_H

#include "option.h"

/* Appends a line for the program, one for each group, and below it one for each of its rows; fields
 * are separated by tabs, and in them \\, \n and \t stand for these characters:
 *
 * program NAME OPERANDS SUMMARY
 * key     NAME KIND WORDS
 * group   TITLE
 * option  LETTER LONG-NAME TYPE ARGUMENT WORDS OPTIONAL HELP
 *
 * TYPE: flag, count, string, list, number, numbers or choice. WORDS: of a choice, with | between
 * them. OPTIONAL: `optional` where the argument can be left out. What does not apply is empty.
 * key: what an argument KEY or CONDITIONS is made of. KIND: number, time, name, label or end;
 * WORDS: those of a name or label. */
void option_table(const struct program *program, struct text *text);

#endif
