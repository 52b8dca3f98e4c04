/* SPDX-License-Identifier: MIT */
/* Private to explain: a selection as it was read. */
#ifndef SELECTION_PRIVATE_H
#define SELECTION_PRIVATE_H

#include "connection_field.h"
#include "selection.h"

enum selection_operator {
	SELECTION_EQUAL,
	SELECTION_DIFFERS,
	SELECTION_LESS,
	SELECTION_AT_MOST,
	SELECTION_MORE,
	SELECTION_AT_LEAST,
};

/* A number, a time or the index of a name: from LOW to HIGH. */
struct selection_value {
	uint64_t low, high;
	struct endpoint end; /* of a FIELD_END; port 0: any */
};

/* True when one of the values has it. */
struct selection_condition {
	const struct connection_field *field;
	enum selection_operator operator;
	const char *word;    /* of the operator */
	size_t first, count; /* of the selection's values */
	bool alternative;    /* an `or` stands before it */
};

enum { SELECTION_CONDITIONS_MAX = 32, SELECTION_VALUES_MAX = 256 };

struct selection {
	struct selection_condition conditions[SELECTION_CONDITIONS_MAX];
	size_t condition_count;
	struct selection_value values[SELECTION_VALUES_MAX];
	size_t value_count;
	struct selection_value numbers[SELECTION_VALUES_MAX]; /* of connections */
	size_t number_count;                                  /* 0: all */
};

/* As selection_new() says. */
bool selection_read_words(struct selection *selection, const char *words, struct err *err);
bool selection_read_numbers(struct selection *selection, const char *numbers, struct err *err);

#endif
