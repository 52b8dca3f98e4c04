/* SPDX-License-Identifier: MIT */
#include "selection.h"

#include <stdlib.h>
#include <string.h>

#include "selection_private.h"

struct selection *selection_new(const char *words, const char *numbers, struct err *err)
{
	struct selection *selection = calloc(1, sizeof *selection);
	if (!selection) {
		err_set(err, "out of memory");
		return NULL;
	}
	if ((!words || selection_read_words(selection, words, err)) &&
	    (!numbers || selection_read_numbers(selection, numbers, err)))
		return selection;
	free(selection);
	return NULL;
}

void selection_free(struct selection *selection)
{
	free(selection);
}

static bool is_end(const struct endpoint *end, const struct endpoint *wanted)
{
	return end->version == wanted->version &&
	       memcmp(end->address, wanted->address, sizeof end->address) == 0 &&
	       (wanted->port == 0 || end->port == wanted->port);
}

static bool has_value(const struct connection_field *field, const struct selection_value *wanted,
		      const struct flow *flow, uint64_t value)
{
	switch (field->kind) {
	case FIELD_END:
		return is_end(&flow->ends[field->side], &wanted->end);
	case FIELD_LABEL:
		return value >> wanted->low & 1;
	default:
		return wanted->low <= value && value <= wanted->high;
	}
}

static bool has_one(const struct selection *selection, const struct selection_condition *condition,
		    const struct flow *flow, uint64_t value)
{
	const struct selection_value *values = selection->values + condition->first;
	for (size_t i = 0; i < condition->count; i++)
		if (has_value(condition->field, &values[i], flow, value))
			return true;
	return false;
}

static bool holds(const struct selection *selection, const struct selection_condition *condition,
		  const struct flow *flow)
{
	uint64_t value = 0, limit = selection->values[condition->first].low;
	if (condition->field->value && !condition->field->value(flow, &value))
		return false;
	switch (condition->operator) {
	case SELECTION_EQUAL:
		return has_one(selection, condition, flow, value);
	case SELECTION_DIFFERS:
		return !has_one(selection, condition, flow, value);
	case SELECTION_LESS:
		return value < limit;
	case SELECTION_AT_MOST:
		return value <= limit;
	case SELECTION_MORE:
		return value > limit;
	case SELECTION_AT_LEAST:
		return value >= limit;
	}
	return false;
}

static bool has_number(const struct selection *selection, uint32_t number)
{
	for (size_t i = 0; i < selection->number_count; i++)
		if (selection->numbers[i].low <= number && number <= selection->numbers[i].high)
			return true;
	return selection->number_count == 0;
}

bool selection_takes(const struct selection *selection, const struct flow *flow)
{
	if (!selection)
		return true;
	if (!has_number(selection, flow->number))
		return false;
	bool all = true;
	for (size_t i = 0; i < selection->condition_count; i++) {
		const struct selection_condition *condition = &selection->conditions[i];
		if (condition->alternative) {
			if (all)
				return true;
			all = true;
		}
		all = all && holds(selection, condition, flow);
	}
	return all;
}

bool selection_is_by_number(const struct selection *selection)
{
	return selection->condition_count == 0;
}

bool selection_is_of_one(const struct selection *selection)
{
	const struct selection_value *numbers = selection->numbers;
	return selection->number_count == 1 && numbers[0].low == numbers[0].high;
}
