/* SPDX-License-Identifier: MIT */
#include "message_plan.h"

/* Where, in a message, piece number I begins. Empty pieces are none. */
static size_t piece_start(const struct message_plan *plan, uint64_t i)
{
	uint64_t writes = plan->writes < plan->length ? plan->writes : plan->length;
	/* The first pieces are the longer ones; no product that could overflow. */
	uint64_t size = plan->length / writes, longer = plan->length % writes;
	return (size_t)(i * size + (i < longer ? i : longer));
}

/* Where the piece that AT stands in ends. */
static size_t piece_end(const struct message_plan *plan, size_t at)
{
	if (plan->writes <= 1)
		return plan->length;
	size_t end = 0;
	for (uint64_t i = 1; end <= at; i++)
		end = piece_start(plan, i);
	return end;
}

static size_t place_in_message(const struct message_plan *plan, uint64_t at)
{
	return (size_t)(at < plan->length ? at : at % plan->length);
}

enum message_boundary message_plan_boundary(const struct message_plan *plan, uint64_t at)
{
	if (at == 0)
		return BOUNDARY_NONE;
	size_t place = place_in_message(plan, at);
	if (place == 0)
		return BOUNDARY_MESSAGE;
	return piece_end(plan, place - 1) == place ? BOUNDARY_PIECE : BOUNDARY_NONE;
}

uint64_t message_plan_total(const struct message_plan *plan)
{
	return plan->length * (plan->count > 0 ? plan->count : 1);
}

size_t message_plan_piece(const struct message_plan *plan, uint64_t at, const char **start)
{
	if (at >= message_plan_total(plan))
		return 0;
	size_t place = place_in_message(plan, at);
	*start = plan->message + place;
	return piece_end(plan, place) - place;
}

size_t message_plan_rest(const struct message_plan *plan, uint64_t at, const char **start)
{
	size_t place = place_in_message(plan, at);
	*start = plan->message + place;
	return plan->length - place;
}
