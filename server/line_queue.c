/* SPDX-License-Identifier: MIT */
#include "line_queue.h"

#include <inttypes.h>
#include <string.h>

bool line_queue_init(struct line_queue *queue, enum lang lang)
{
	*queue = (struct line_queue){.lang = lang, .lines = evbuffer_new()};
	return queue->lines;
}

void line_queue_release(struct line_queue *queue)
{
	if (queue->lines)
		evbuffer_free(queue->lines);
	queue->lines = NULL;
}

size_t line_queue_length(const struct line_queue *queue)
{
	return evbuffer_get_length(queue->lines);
}

bool line_queue_has_room(const struct line_queue *queue, size_t length)
{
	return queue->untold == 0 && length <= LINE_QUEUE_MAX - line_queue_length(queue);
}

static void drop(struct line_queue *queue, const char *bytes, size_t length)
{
	const char *end = bytes + length;
	for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++) {
		queue->dropped++;
		queue->untold++;
	}
}

bool line_queue_add(struct line_queue *queue, const char *bytes, size_t length)
{
	size_t fits = length;
	if (queue->untold > 0) {
		fits = 0;
	} else if (!line_queue_has_room(queue, length)) {
		const char *newline =
		    memrchr(bytes, '\n', LINE_QUEUE_MAX - line_queue_length(queue));
		fits = newline ? (size_t)(newline + 1 - bytes) : 0;
	}
	drop(queue, bytes + fits, length - fits);
	return evbuffer_add(queue->lines, bytes, fits) == 0;
}

size_t line_queue_peek(struct line_queue *queue, char *bytes, size_t size)
{
	if (line_queue_length(queue) == 0 && queue->untold > 0) {
		struct text text;
		text_init(&text);
		dropped_lines_text(queue->untold, queue->lang, &text);
		text_char(&text, '\n');
		queue->untold = 0;
		evbuffer_add(queue->lines, text.bytes, text.length);
		text_release(&text);
	}
	ev_ssize_t length = evbuffer_copyout(queue->lines, bytes, size);
	return length > 0 ? (size_t)length : 0;
}

void line_queue_remove(struct line_queue *queue, size_t length)
{
	evbuffer_drain(queue->lines, length);
}

void line_queue_drop_all(struct line_queue *queue)
{
	struct evbuffer_iovec first;
	while (line_queue_length(queue) > 0 &&
	       evbuffer_peek(queue->lines, 1, NULL, &first, 1) > 0) {
		drop(queue, first.iov_base, first.iov_len);
		evbuffer_drain(queue->lines, first.iov_len);
	}
}

void dropped_lines_text(uint64_t lines, enum lang lang, struct text *text)
{
	if (lang == LANG_ZH)
		text_format(text, "%" PRIu64 " 行被丢弃: 标准输出堵塞", lines);
	else
		text_format(text, "%" PRIu64 " line%s dropped: standard output was blocked", lines,
			    lines == 1 ? "" : "s");
}
