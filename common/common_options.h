/* SPDX-License-Identifier: MIT */
/* The options that sniffer, server and client share, and what they do. */
#ifndef COMMON_OPTIONS_H
#define COMMON_OPTIONS_H

#include <stdbool.h>

#include "err.h"
#include "lang.h"
#include "option.h"

enum color_mode {
	COLOR_AUTO, /* on a terminal, unless NO_COLOR is set or TERM is dumb */
	COLOR_ALWAYS,
	COLOR_NEVER,
};

struct common_options {
	bool help;
	bool version;
	int lang; /* enum lang: of what is said about TCP; without --lang, the environment's */
	int listing_lang; /* enum lang: of the documented listing; Chinese without --lang */
	int color;        /* enum color_mode */
};

/* The option group of these rows, bound to VALUES. */
struct option_group common_option_group(struct common_options *values);

/* Whether what goes to FD is to be coloured (https://no-color.org: any non-empty NO_COLOR). */
bool color_wanted(enum color_mode mode, int fd);

enum start {
	START_RUN,   /* go on */
	START_DONE,  /* --help or --version was answered on stdout */
	START_USAGE, /* wrong usage was told on stderr */
	START_FAILED /* what failed was told on stderr */
};

/* The language of the environment: of LC_ALL, LC_MESSAGES and LANG the first that is set and not
 * empty decides, English for `en*`, else Chinese, the language of the documented listing. */
enum lang lang_of_environment(void);

/* Reads argv into the groups of PROGRAM, one of which is common_option_group(VALUES), and answers
 * --help and --version (and --help=table with option_table(), when nothing else is given).
 * VERSIONS: the text behind "NAME " in the answer to --version, without the last newline. */
enum start common_start(const struct program *program, struct common_options *values,
			const char *versions, int argc, char **argv, int *first_operand);

/* Tells on stderr what is wrong with how the program NAME was called, and what the user types to
 * see how it is. Returns START_USAGE. */
enum start common_refuse(const char *name, const struct err *err);

/* Tells why NAME fails: of wrong usage that only a library can tell, as common_refuse() does.
 * Returns START_USAGE or START_FAILED. */
enum start common_fail(const char *name, const struct err *err);

/* The exit code of a program that ends with START (anything but START_RUN). */
int common_exit_code(enum start start);

#endif
