/* SPDX-License-Identifier: MIT */
#include "output_queue.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "async_notify.h"
#include "clock.h"
#include "line_queue.h"
#include "output.h"

enum {
	WRITE_SIZE = PIPE_BUF, /* so that a slow reader is seen to read */
	PATIENCE_MS = 1000,    /* at the end, a reader that takes nothing for so long is none */
	INTERRUPT_MS = 10,     /* between two attempts to interrupt write() */
};

struct output_queue {
	int fd;
	bool never_stalls; /* FD is a file */
	output_failed_fn *failed;
	void *context;
	struct async_notify broken; /* to the owner's thread */
	pthread_t writer;
	bool started;

	pthread_mutex_t lock;   /* of all that follows */
	pthread_cond_t queued;  /* there is something to write, or `closing` */
	pthread_cond_t written; /* the writer took something from the queue, or has ended */
	struct line_queue lines;
	uint64_t total; /* bytes written */
	bool closing;   /* the writer ends when the queue is empty */
	bool abandoned; /* the writer ends now */
	bool ended;     /* the writer has ended */
	bool closed;    /* EPIPE */
	int error;      /* errno */
};

static bool is_broken(const struct output_queue *queue)
{
	return queue->closed || queue->error != 0;
}

/* What of BYTES was written; sets what is wrong. Waits without the lock. */
static size_t write_some(struct output_queue *queue, const char *bytes, size_t length)
{
	pthread_mutex_unlock(&queue->lock);
	ssize_t written = write(queue->fd, bytes, length);
	int error = written < 0 ? errno : 0;
	/* Another program made a shared terminal or pipe non-blocking. */
	struct pollfd writable = {.fd = queue->fd, .events = POLLOUT};
	if (error == EAGAIN)
		poll(&writable, 1, -1);
	pthread_mutex_lock(&queue->lock);
	if (error == EPIPE)
		queue->closed = true;
	else if (error != 0 && error != EAGAIN && error != EINTR)
		queue->error = error;
	return written > 0 ? (size_t)written : 0;
}

static void *run_writer(void *context)
{
	struct output_queue *queue = context;
	char bytes[WRITE_SIZE];
	pthread_mutex_lock(&queue->lock);
	while (!queue->abandoned && !is_broken(queue)) {
		size_t length = line_queue_peek(&queue->lines, bytes, sizeof bytes);
		if (length > 0) {
			size_t taken = write_some(queue, bytes, length);
			line_queue_remove(&queue->lines, taken);
			queue->total += taken;
			pthread_cond_broadcast(&queue->written);
		} else if (queue->closing) {
			break;
		} else {
			pthread_cond_wait(&queue->queued, &queue->lock);
		}
	}
	if (is_broken(queue))
		async_notify_send(&queue->broken);
	queue->ended = true;
	pthread_cond_broadcast(&queue->written);
	pthread_mutex_unlock(&queue->lock);
	return NULL;
}

static enum output_end state_of(const struct output_queue *queue, struct err *err)
{
	if (queue->closed)
		return OUTPUT_CLOSED;
	if (queue->error == 0)
		return OUTPUT_DONE;
	output_failed(queue->error, err);
	return OUTPUT_FAILED;
}

static void on_broken(void *context)
{
	struct output_queue *queue = context;
	struct err err;
	pthread_mutex_lock(&queue->lock);
	enum output_end state = state_of(queue, &err);
	pthread_mutex_unlock(&queue->lock);
	queue->failed(state == OUTPUT_FAILED ? &err : NULL, queue->context);
}

/* There is no room now, and there will be. */
static bool must_wait(const struct output_queue *queue, size_t length)
{
	return queue->started && !queue->ended && line_queue_length(&queue->lines) > 0 &&
	       !line_queue_has_room(&queue->lines, length);
}

void output_queue_put(struct output_queue *queue, struct text *lines)
{
	pthread_mutex_lock(&queue->lock);
	if (lines->failed && !is_broken(queue))
		queue->error = ENOMEM;
	while (queue->never_stalls && must_wait(queue, lines->length))
		pthread_cond_wait(&queue->written, &queue->lock);
	if (!is_broken(queue) && !line_queue_add(&queue->lines, lines->bytes, lines->length))
		queue->error = ENOMEM;
	pthread_cond_signal(&queue->queued);
	pthread_mutex_unlock(&queue->lock);
	text_clear(lines);
}

static bool is_file(int fd)
{
	struct stat status;
	return fstat(fd, &status) == 0 && !S_ISFIFO(status.st_mode) && !S_ISSOCK(status.st_mode) &&
	       !isatty(fd);
}

/* Times are of CLOCK_MONOTONIC. */
static void init_condition(pthread_cond_t *condition)
{
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(condition, &attributes);
	pthread_condattr_destroy(&attributes);
}

struct output_queue *output_queue_new(int fd, enum lang lang, struct event_base *base,
				      output_failed_fn *failed, void *context)
{
	struct output_queue *queue = calloc(1, sizeof *queue);
	if (!queue)
		return NULL;
	queue->fd = fd;
	queue->never_stalls = is_file(fd);
	queue->failed = failed;
	queue->context = context;
	pthread_mutex_init(&queue->lock, NULL);
	init_condition(&queue->queued);
	init_condition(&queue->written);
	bool complete = line_queue_init(&queue->lines, lang);
	if (async_notify_init(&queue->broken, base, on_broken, queue) && complete)
		return queue;
	output_queue_free(queue);
	return NULL;
}

/* SIGURG does nothing but interrupt write(): no SA_RESTART. */
static void on_interrupt(int number)
{
	(void)number;
}

bool output_queue_start(struct output_queue *queue, struct err *err)
{
	const struct sigaction action = {.sa_handler = on_interrupt};
	sigset_t others, before;
	sigaction(SIGURG, &action, NULL);
	sigfillset(&others);
	sigdelset(&others, SIGURG);
	pthread_sigmask(SIG_SETMASK, &others, &before);
	int error = pthread_create(&queue->writer, NULL, run_writer, queue);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	queue->started = error == 0;
	return error == 0 || err_set(err, "cannot start a thread: %s", strerror(error));
}

/* False: nothing happened for so long. */
static bool wait_for_writer(struct output_queue *queue, int ms)
{
	const struct timespec until = clock_monotonic_in(ms);
	return pthread_cond_timedwait(&queue->written, &queue->lock, &until) == 0;
}

/* With the lock. Once more after a signal that came before write() began. */
static void end_writer(struct output_queue *queue)
{
	queue->closing = true;
	pthread_cond_signal(&queue->queued);
	for (uint64_t before = queue->total; !queue->ended; before = queue->total)
		if (!wait_for_writer(queue, PATIENCE_MS) && queue->total == before)
			break;
	queue->abandoned = true;
	while (!queue->ended) {
		pthread_kill(queue->writer, SIGURG);
		wait_for_writer(queue, INTERRUPT_MS);
	}
}

enum output_end output_queue_finish(struct output_queue *queue, struct err *err)
{
	pthread_mutex_lock(&queue->lock);
	if (queue->started)
		end_writer(queue);
	line_queue_drop_all(&queue->lines);
	enum output_end state = state_of(queue, err);
	pthread_mutex_unlock(&queue->lock);
	if (queue->started)
		pthread_join(queue->writer, NULL);
	queue->started = false;
	return state;
}

void output_queue_free(struct output_queue *queue)
{
	struct err err;
	if (!queue)
		return;
	if (queue->started)
		output_queue_finish(queue, &err);
	async_notify_release(&queue->broken);
	line_queue_release(&queue->lines);
	pthread_cond_destroy(&queue->written);
	pthread_cond_destroy(&queue->queued);
	pthread_mutex_destroy(&queue->lock);
	free(queue);
}

uint64_t output_queue_dropped(struct output_queue *queue)
{
	pthread_mutex_lock(&queue->lock);
	uint64_t dropped = queue->lines.dropped;
	pthread_mutex_unlock(&queue->lock);
	return dropped;
}
