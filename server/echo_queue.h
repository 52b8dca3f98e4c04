/* SPDX-License-Identifier: MIT */
/* What one connection has received and not echoed yet, and the echo rule that says when it may go.
 * An empty queue keeps no memory. */
#ifndef ECHO_QUEUE_H
#define ECHO_QUEUE_H

#include <event2/buffer.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "echo_rule.h"

struct echo_queue {
	struct echo_rule rule;
	struct evbuffer *held; /* oldest first; NULL: nothing */
	size_t ready;          /* so many of the oldest bytes may go out */
	uint64_t echoed;       /* bytes that the kernel has taken so far */
	bool echo_delayed;     /* the caller's: ready bytes do not go out */
	bool not_echo;         /* the ready bytes are no echo */
};

void echo_queue_init(struct echo_queue *queue, enum echo_mode mode);
void echo_queue_release(struct echo_queue *queue);

/* The number of bytes kept. */
size_t echo_queue_length(const struct echo_queue *queue);

/* LENGTH bytes came in. What may go out at once, and finds room in FD's socket buffer, goes without
 * being copied; the rest is kept. FD is non-blocking. Returns 0, or the errno that ends the
 * connection (ENOMEM, or why FD cannot be written). */
int echo_queue_received(struct echo_queue *queue, int fd, const uint8_t *bytes, size_t length);

/* The peer paused; the peer sent its FIN: see echo_rule.h. */
void echo_queue_paused(struct echo_queue *queue);
void echo_queue_fin(struct echo_queue *queue);

/* Sends ready bytes until there are none or FD takes no more. Returns as echo_queue_received(). */
int echo_queue_send(struct echo_queue *queue, int fd);

/* Bytes of our own, after the peer's FIN or in place of a further echo: they go out by
 * echo_queue_send() and are not counted as echoed. No byte may be ready; what is held besides is
 * forgotten. False without memory. */
bool echo_queue_put(struct echo_queue *queue, const char *bytes, size_t length);

#endif
