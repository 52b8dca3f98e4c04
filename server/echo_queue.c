/* SPDX-License-Identifier: MIT */
#include "echo_queue.h"

#include <errno.h>
#include <sys/socket.h>

void echo_queue_init(struct echo_queue *queue, enum echo_mode mode)
{
	*queue = (struct echo_queue){0};
	echo_rule_init(&queue->rule, mode);
}

void echo_queue_release(struct echo_queue *queue)
{
	if (queue->held)
		evbuffer_free(queue->held);
	queue->held = NULL;
}

size_t echo_queue_length(const struct echo_queue *queue)
{
	return queue->held ? evbuffer_get_length(queue->held) : 0;
}

/* Not now; nothing is wrong. */
static bool is_transient(int error)
{
	return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

static void count_sent(struct echo_queue *queue, size_t sent)
{
	queue->ready -= sent;
	queue->echoed += queue->not_echo ? 0 : sent;
}

int echo_queue_received(struct echo_queue *queue, int fd, const uint8_t *bytes, size_t length)
{
	struct echo_action verdict = echo_rule_received(&queue->rule, bytes, length);
	bool nothing_before = echo_queue_length(queue) == 0;
	queue->ready += verdict.echo;
	length -= verdict.drop;
	if (nothing_before && queue->ready > 0 && !queue->echo_delayed) {
		ssize_t sent = send(fd, bytes, queue->ready, MSG_NOSIGNAL);
		if (sent < 0 && !is_transient(errno))
			return errno;
		if (sent > 0) {
			count_sent(queue, (size_t)sent);
			bytes += sent;
			length -= (size_t)sent;
		}
	}
	if (length == 0)
		return 0;
	if (!queue->held)
		queue->held = evbuffer_new();
	return queue->held && evbuffer_add(queue->held, bytes, length) == 0 ? 0 : ENOMEM;
}

void echo_queue_paused(struct echo_queue *queue)
{
	queue->ready += echo_rule_paused(&queue->rule).echo;
}

void echo_queue_fin(struct echo_queue *queue)
{
	/* What it drops stands behind the ready bytes: it is never sent. */
	echo_rule_hung_up(&queue->rule);
}

int echo_queue_send(struct echo_queue *queue, int fd)
{
	while (queue->ready > 0 && !queue->echo_delayed) {
		int sent = evbuffer_write_atmost(queue->held, fd, (ev_ssize_t)queue->ready);
		if (sent < 0)
			return is_transient(errno) ? 0 : errno;
		count_sent(queue, (size_t)sent);
	}
	if (echo_queue_length(queue) == 0)
		echo_queue_release(queue);
	return 0;
}

bool echo_queue_put(struct echo_queue *queue, const char *bytes, size_t length)
{
	echo_queue_release(queue);
	queue->not_echo = true;
	queue->held = evbuffer_new();
	if (!queue->held || evbuffer_add(queue->held, bytes, length) != 0)
		return false;
	queue->ready = length;
	return true;
}
