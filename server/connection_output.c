/* SPDX-License-Identifier: MIT */
#include "connection_private.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

void connection_send_fin(struct connection *connection)
{
	shutdown(connection->fd, SHUT_WR);
	connection->stage = STAGE_LINGERING;
}

/* --close-first=message: the first message is complete, and its echo is sent. */
static bool has_heard_enough(const struct connection *connection)
{
	return connection->shared->settings->close_first == CLOSE_FIRST_MESSAGE &&
	       connection->received > 0 && connection->queue.rule.pending == 0 &&
	       connection->queue.ready == 0;
}

/* The next part of --send-before-close, or close. */
static struct outcome send_final_data(struct connection *connection)
{
	const struct option_list *parts = &connection->shared->settings->final_data;
	if (connection->parts_sent < parts->count) {
		const char *part = parts->items[connection->parts_sent++];
		connection->gap_due = connection->shared->durations[TIMER_GAP];
		connection->queue.echo_delayed = false;
		return echo_queue_put(&connection->queue, part, strlen(part))
			   ? outcome_goes_on()
			   : outcome_failed(ENOMEM);
	}
	if (connection->shared->durations[TIMER_CLOSE]) {
		connection->stage = STAGE_DELAYING;
		return outcome_goes_on();
	}
	return outcome_ended(connection->closes_first ? CLOSED_FIRST : CLOSED_BY_FIN);
}

/* In STAGE_FLUSHING, with all out that was to be sent. */
static struct outcome flush_further(struct connection *connection)
{
	if (connection->stopping)
		connection_send_fin(connection);
	else if (connection->gap_due)
		connection->stage = STAGE_GAP;
	else
		return send_final_data(connection);
	return outcome_goes_on();
}

struct outcome connection_send(struct connection *connection)
{
	struct echo_queue *queue = &connection->queue;
	int error = echo_queue_send(queue, connection->fd);
	if (error == 0 && connection->stage == STAGE_OPEN && has_heard_enough(connection)) {
		connection->closes_first = true;
		connection->stage = STAGE_FLUSHING;
	}
	while (error == 0 && connection->stage == STAGE_FLUSHING && queue->ready == 0) {
		struct outcome outcome = flush_further(connection);
		if (outcome.ended)
			return outcome;
		error = echo_queue_send(queue, connection->fd);
	}
	if (error != 0)
		return outcome_failed(error);
	/* What is complete later waits anew. */
	if (queue->ready == 0)
		queue->echo_delayed = connection->shared->durations[TIMER_ECHO];
	return outcome_goes_on();
}
