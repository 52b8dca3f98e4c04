/* SPDX-License-Identifier: MIT */
#include "record_feed.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#include "page_record.h"

enum {
	WRITE_AT = 32 * 1024,    /* bytes for one write */
	WAITING_MAX = 1 << 20,   /* bytes beyond which records are left out */
	PATIENCE_MS = 10 * 1000, /* a reader that takes nothing for so long is taken for gone */
};

void record_feed_init(struct record_feed *feed, int fd, bool patient)
{
	*feed = (struct record_feed){.fd = fd, .patient = patient};
	text_init(&feed->waiting);
}

void record_feed_release(struct record_feed *feed)
{
	close(feed->fd);
	text_release(&feed->waiting);
}

static void give_up(struct record_feed *feed)
{
	feed->gone = true;
	feed->written = 0;
	text_clear(&feed->waiting);
}

bool record_feed_waits(const struct record_feed *feed)
{
	return !feed->gone && feed->waiting.length > 0;
}

static void tell_left_out(struct record_feed *feed)
{
	if (feed->gone || feed->left_out == 0 || feed->waiting.length > WAITING_MAX)
		return;
	text_page_lost(&feed->waiting, feed->left_out);
	feed->left_out = 0;
}

struct text *record_feed_take(struct record_feed *feed)
{
	if (feed->gone)
		return NULL;
	if (feed->waiting.length > WAITING_MAX) {
		record_feed_flush(feed);
		if (feed->waiting.length > WAITING_MAX) {
			feed->left_out++;
			return NULL;
		}
	}
	tell_left_out(feed);
	return &feed->waiting;
}

void record_feed_put(struct record_feed *feed)
{
	if (feed->waiting.failed) /* half a record is none, and no memory no reason to stop */
		give_up(feed);
	else if (feed->waiting.length - feed->written >= WRITE_AT)
		record_feed_flush(feed);
}

/* Whether there is more to write, and to try it again is worth while. */
static bool write_some(struct record_feed *feed)
{
	size_t left = feed->waiting.length - feed->written;
	ssize_t written = write(feed->fd, feed->waiting.bytes + feed->written, left);
	if (written >= 0) {
		feed->written += (size_t)written;
		return feed->written < feed->waiting.length;
	}
	if (errno == EINTR)
		return true;
	if (errno != EAGAIN && errno != EWOULDBLOCK) {
		give_up(feed);
		return false;
	}
	struct pollfd writable = {.fd = feed->fd, .events = POLLOUT};
	if (!feed->patient)
		return false;
	int ready = poll(&writable, 1, PATIENCE_MS);
	if (ready == 0)
		give_up(feed);
	return ready > 0;
}

void record_feed_flush(struct record_feed *feed)
{
	tell_left_out(feed);
	if (!record_feed_waits(feed))
		return;
	while (write_some(feed))
		;
	struct text *waiting = &feed->waiting;
	if (feed->written >= waiting->length / 2 && feed->written > 0) {
		waiting->length -= feed->written;
		memmove(waiting->bytes, waiting->bytes + feed->written, waiting->length);
		feed->written = 0;
	}
}
