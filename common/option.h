/* SPDX-License-Identifier: MIT */
/* Command lines as data. One row describes one option; from the rows come the parser
 * (getopt_long) and `--help`.
 *
 * A program describes itself with a struct program whose groups each bind rows to a struct of
 * values; the values that stand there before option_parse() are the defaults. */
#ifndef OPTION_H
#define OPTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "text.h"

enum option_type {
	OPTION_FLAG,    /* bool: becomes true */
	OPTION_COUNT,   /* unsigned: how often it was given */
	OPTION_STRING,  /* const char *: borrowed from argv, or from the row's `without` */
	OPTION_LIST,    /* struct option_list: may be given several times */
	OPTION_NUMBER,  /* uint64_t from minimum to maximum */
	OPTION_NUMBERS, /* uint64_t[count] of these, with commas between them */
	OPTION_CHOICE,  /* int: the index of the word in choices */
};

enum { OPTION_LIST_MAX = 16 };

struct option_list {
	const char *items[OPTION_LIST_MAX]; /* borrowed from argv */
	size_t count;
};

struct option_row {
	char short_name;       /* 0: none */
	const char *long_name; /* NULL: none */
	enum option_type type;
	const char *argument;       /* how --help calls it; NULL for a flag, a count and a choice */
	size_t offset;              /* of the value in the group's struct */
	uint64_t minimum, maximum;  /* of an OPTION_NUMBER or OPTION_NUMBERS */
	size_t count;               /* of an OPTION_NUMBERS */
	const char *const *choices; /* of an OPTION_CHOICE: words, ended by NULL */
	bool may_be_empty;          /* of an OPTION_STRING: '' is a value, too */
	bool answers;               /* like --help: nothing else matters, no rule is looked at */
	const char *without;        /* of an OPTION_STRING: its value when the argument is left out;
				       NULL: it cannot be */
	const char *former_name;    /* an older long_name: still taken, not shown; NULL: none */
	const char *help;           /* what it does; a newline starts a new line */
};

enum option_rule_kind {
	OPTION_NEEDS,    /* one of the others holds, or it could not act */
	OPTION_EXCLUDES, /* none of the others holds, or they would contradict each other */
};

/* What goes together. `options` and `others` are conditions with spaces between them: NAME (given,
 * by its long name, or its letter where it has no other), NAME=WORD (given with that), NAME>N
 * (given with a larger number), or one of these behind a !, which turns it round. */
struct option_rule {
	const char *options; /* for each of these that holds */
	enum option_rule_kind kind;
	const char *others;
	const char *text; /* what is said behind the option's name when the rule is broken */
};

struct option_group {
	const char *title; /* above the rows in --help */
	const struct option_row *rows;
	size_t count;
	void *values; /* the struct that the offsets point into */
};

struct program {
	const char *name;
	const char *operands; /* "[BPF filter words ...]", or NULL where there are none */
	const char *summary;  /* what it does: the text under the usage line */
	const struct option_group *groups;
	size_t group_count;
	const struct option_rule *rules; /* ended by {0}; the first that is broken is told. NULL:
					    none */
	const char *examples;            /* the text at the end of --help */
	/* Appends the lines `key` of option_table.h: what the values of some options are made of.
	 * NULL: there is none such. */
	void (*keys)(struct text *text);
};

/* Reads ARGV. On success *FIRST_OPERAND is the index in ARGV of the first word that is no option
 * (options may follow operands: argv is reordered as getopt_long does). False for wrong usage, with
 * the reason. A number out of range, an unknown word, an empty one, operands where the program
 * takes none, an option (but an OPTION_LIST) that is given twice with different values, a broken
 * rule: all wrong usage. --help and --version are rows like any other (struct common_options). */
bool option_parse(const struct program *program, int argc, char **argv, int *first_operand,
		  struct err *err);

/* Appends what `PROGRAM --help` prints. */
void option_help(const struct program *program, struct text *text);

#endif
