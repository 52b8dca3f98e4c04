/* SPDX-License-Identifier: MIT */
/* The path and both programs at its ends: one process, one thread, bound to one processor. What the
 * kernel does with a frame or a call it does within our system call, on this processor; so each
 * step (a delivery, a call, a frame that a timer sent) is followed by what it led to, and then
 * recorded with both ends' states, before the next is taken. */
#ifndef PATH_H
#define PATH_H

#include <event2/event.h>
#include <event2/event_struct.h>

#include "record.h"

/* One copy of a frame on its way. */
struct frame {
	struct frame *next; /* in the order in which they are due */
	enum side from;
	unsigned hop, number, copy; /* copy 1 is the first */
	unsigned ordinals[KINDS];   /* of the kinds it is of, as rules count; else 0 */
	bool untouched;             /* no rule applies to it: a second copy, or injected */
	bool held;
	unsigned wait_for; /* later frames, when held */
	int64_t due_ns;    /* CLOCK_MONOTONIC */
	int64_t late_ns;   /* how much later than that it left its hop */
	struct segment segment;
	struct virtio_net_hdr offload;
	size_t length;
	unsigned char bytes[]; /* from the Ethernet header on */
};

struct end {
	int listener, socket; /* -1: none */
	size_t next;          /* the call that is made next */
	long left;            /* bytes of it still to be read or written */
	bool begun, paused;
	struct event ready, pause;
};

struct path {
	const char *program;
	struct plan plan;
	struct network network;
	struct record record;
	struct event_base *base;
	struct event packets[SIDES], due, limit, look;
	struct frame *queue;
	struct frame *delivered; /* owned; it was just delivered, and is not recorded yet */
	struct timespec delivered_time;
	bool delivered_taken;
	unsigned frames, ordinals[SIDES][KINDS];
	uint32_t markers;     /* sent so far */
	uint16_t client_port; /* of the last frame */
	struct end ends[SIDES];
	uint16_t ports[64]; /* of the client, seen so far */
	size_t ports_count;
	bool again;     /* something happened since the ends' calls were last tried */
	struct err err; /* why the run ended, when it failed */
	bool ended, failed;
	bool carries_only; /* the programs are not ours: it goes on until it is ended */
	void (*step)(struct path *path); /* what follows an event: the ends make their calls, or all
					    is at rest */
	void (*on_failed)(void *owner);  /* called once; err tells why */
	void *owner;
	unsigned lost[SIDES]; /* frames of that side that a rule lost */
	int64_t late_ns;      /* the most that any left its hop too late */
};

/* wire.c: takes all that FROM's interface has sent; hands FRAME, which it frees, to its receiver,
 * waits until that has taken it, and takes what it sent in answer. */
void wire_read(struct path *path, enum side from);
void wire_deliver(struct path *path, struct frame *frame);

/* carry.c: takes the first frame that is due one hop on. */
void carry_due(struct path *path);

/* carry_queue.c: FRAME comes to a hop, or is put behind all that are due no later. */
void carry_enter(struct path *path, struct frame *frame, int64_t more_ms);
void carry_insert(struct path *path, struct frame *frame);
struct frame *carry_copy(const struct frame *frame);
void carry_arm(struct path *path); /* the timer for the next */
void carry_release(struct path *path);

/* rules.c: FRAME as it comes to a hop; it is then carried on, or freed. */
void rules_apply(struct path *path, struct frame *frame);

/* moment.c: appends the states to a line and ends it; and whether nothing is under way, and no
 * timer of the kernels will send anything. */
void path_record_states(struct path *path);
bool path_rests(const struct path *path);
void path_fail(struct path *path);
int64_t path_now_ns(void); /* CLOCK_MONOTONIC */

/* run.c: from the first record until nothing more is carried. base, plan, network, record,
 * on_failed and owner are set before. */
void path_begin(struct path *path);
void path_end(struct path *path);

#endif
