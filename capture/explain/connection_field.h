/* SPDX-License-Identifier: MIT */
/* What is known of a connection, by name: one table for selecting and for sorting. The names are
 * those of -f json. */
#ifndef CONNECTION_FIELD_H
#define CONNECTION_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "err.h"
#include "flow.h"
#include "text.h"

enum field_kind {
	FIELD_NUMBER,
	FIELD_TIME,  /* in microseconds */
	FIELD_NAME,  /* the value is an index into names */
	FIELD_LABEL, /* the value is a label_set: bit N is names[N] */
	FIELD_END,   /* an endpoint; it has no value, but a side */
};

struct connection_field {
	const char *name;
	const char *other; /* another word for the same; NULL: none */
	enum field_kind kind;
	enum side side;           /* of a FIELD_END */
	uint64_t least;           /* of a FIELD_NUMBER: it is never less */
	uint64_t most;            /* of a FIELD_NUMBER that has such a bound; 0: none */
	const char *const *names; /* of a FIELD_NAME or FIELD_LABEL */
	size_t name_count;
	/* False where it is not known. NULL for a FIELD_END. */
	bool (*value)(const struct flow *flow, uint64_t *value);
};

/* The field at INDEX, in the order of the table's columns; NULL: there are no more. */
const struct connection_field *connection_field_at(size_t index);

/* The field of this name (LENGTH bytes at NAME); NULL: there is none. */
const struct connection_field *connection_field_find(const char *name, size_t length);

/* The same of what was given to OPTION; NULL with the reason. */
const struct connection_field *connection_field_read(const char *option, const char *name,
						     size_t length, struct err *err);

/* What rows are sorted by; rows of which it is not known stand last. */
struct connection_order {
	const struct connection_field *field; /* NULL: they stay as they come */
	bool descending;
};

/* Reads a field's name, with a - before it for the largest first. False with the reason. */
bool connection_order_read(struct connection_order *order, const char *word, struct err *err);

/* The index of the name among the field's own; -1: it has none such. */
int connection_field_name(const struct connection_field *field, const char *name, size_t length);

/* Appends a line for each field, as option_table.h describes it: "key", name, kind, and the names
 * that it can have with | between them. */
void text_connection_keys(struct text *text);

/* Appends all names that the field can have, with commas between them. */
void text_connection_field_names(struct text *text, const struct connection_field *field);

#endif
