/* SPDX-License-Identifier: MIT */
#include "connection_private.h"

enum connection_timer connection_next_timer(const struct connection *connection)
{
	const struct echo_queue *queue = &connection->queue;
	if (connection->stage == STAGE_DELAYING)
		return TIMER_CLOSE;
	if (connection->stage == STAGE_GAP)
		return TIMER_GAP;
	if (connection->read_delayed)
		return TIMER_READ;
	if (queue->echo_delayed && queue->ready > 0)
		return TIMER_ECHO;
	if (connection->stage == STAGE_OPEN && connection->reading &&
	    (queue->rule.pending > 0 || connection->stopping))
		return TIMER_PAUSE;
	return connection->shared->durations[TIMER_IDLE] ? TIMER_IDLE : TIMER_NONE;
}

bool connection_timer_restarts(enum connection_timer timer)
{
	return timer == TIMER_PAUSE || timer == TIMER_IDLE;
}

struct outcome connection_timer_passed(struct connection *connection, enum connection_timer timer)
{
	switch (timer) {
	case TIMER_PAUSE:
		echo_queue_paused(&connection->queue);
		if (connection->stopping)
			connection->stage = STAGE_FLUSHING;
		break;
	case TIMER_READ:
		connection->read_delayed = false;
		break;
	case TIMER_ECHO:
		connection->queue.echo_delayed = false;
		break;
	case TIMER_GAP:
		connection->gap_due = false;
		connection->stage = STAGE_FLUSHING;
		break;
	case TIMER_CLOSE:
		return outcome_ended(connection->closes_first ? CLOSED_FIRST : CLOSED_BY_FIN);
	case TIMER_IDLE:
		return outcome_ended(CLOSED_IDLE);
	case TIMER_NONE:
	case TIMER_COUNT:
		break;
	}
	return outcome_goes_on();
}
