/* SPDX-License-Identifier: MIT */
/* Private to write: the columns of --connections, as many as there is room for. */
#ifndef CONNECTIONS_COLUMNS_H
#define CONNECTIONS_COLUMNS_H

#include "connection_field.h"
#include "event.h"
#include "text.h"

enum { COLUMNS_MAX_COUNT = 13 };

struct columns {
	const struct connection_field *field[COLUMNS_MAX_COUNT]; /* what each shows */
	uint8_t width[COLUMNS_MAX_COUNT]; /* in characters; 0: it is not shown */
	unsigned limit;                   /* of a row; 0: none */
	bool ascii;
};

/* The columns that stand in a row of LIMIT characters (0: all of them): those that are needed least
 * go first, then the ends become narrower. */
void columns_init(struct columns *columns, unsigned limit, bool ascii);

void text_columns_header(struct text *text, const struct columns *columns);
void text_columns_row(struct text *text, const struct columns *columns,
		      const struct connection_event *event);

#endif
