/* SPDX-License-Identifier: MIT */
#include "message_plan.h"

/* Where, in a message, piece number I begins. Empty pieces are none. */
static size_t piece_start(const struct message_plan *plan, uint64_t i)
{
	uint64_t writes = plan->writes > 0 ? plan->writes : 1;
	if (writes > plan->length)
		writes = plan->length;
	/* The first pieces are the longer ones; no product that could overflow. */
	uint64_t size = plan->length / writes, longer = plan->length % writes;
	return (size_t)(i * size + (i < longer ? i : longer));
}

/* Where the piece that AT stands in ends. */
static size_t piece_end(const struct message_plan *plan, size_t at)
{
	size_t end = 0;
	for (uint64_t i = 1; end <= at; i++)
		end = piece_start(plan, i);
	return end;
}

enum message_boundary message_plan_boundary(const struct message_plan *plan)
{
	if (plan->sent == 0)
		return BOUNDARY_NONE;
	size_t at = (size_t)(plan->sent % plan->length);
	if (at == 0)
		return BOUNDARY_MESSAGE;
	return piece_end(plan, at - 1) == at ? BOUNDARY_PIECE : BOUNDARY_NONE;
}

uint64_t message_plan_total(const struct message_plan *plan)
{
	return plan->length * (plan->count > 0 ? plan->count : 1);
}

size_t message_plan_next(const struct message_plan *plan, const char **start)
{
	if (plan->sent >= message_plan_total(plan))
		return 0;
	if (plan->wait_echo && plan->received < plan->sent &&
	    message_plan_boundary(plan) == BOUNDARY_MESSAGE)
		return 0;
	size_t at = (size_t)(plan->sent % plan->length);
	*start = plan->message + at;
	return piece_end(plan, at) - at;
}

bool message_plan_complete(const struct message_plan *plan)
{
	uint64_t total = message_plan_total(plan);
	return plan->sent >= total && (!plan->wait_echo || plan->received >= total);
}

int message_plan_expected(const struct message_plan *plan, uint64_t at)
{
	if (at >= message_plan_total(plan))
		return -1;
	return (unsigned char)plan->message[at % plan->length];
}
