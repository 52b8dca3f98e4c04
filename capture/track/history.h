/* SPDX-License-Identifier: MIT */
/* Zeek's history of a connection: a letter for each kind of segment, upper case from the client,
 * lower case from the server (https://docs.zeek.org, base/protocols/conn, `history`). */
#ifndef HISTORY_H
#define HISTORY_H

#include "flow.h"
#include "label.h"
#include "segment.h"
#include "text.h"

/* Private to track: adds what SEGMENT from FROM is worth. */
void history_step(struct flow *flow, enum side from, const struct segment *segment,
		  label_set labels);

/* Whether the history has the letter of a side's data, or of its ACKs. Private to track. */
bool history_has_data(const struct flow_side *side);
bool history_has_ack(const struct flow_side *side);

/* Appends the history of FLOW. */
void text_history(struct text *text, const struct flow *flow);

#endif
