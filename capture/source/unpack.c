/* SPDX-License-Identifier: MIT */
#include "unpack.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "source.h"
#include "unpack_private.h"

enum { UNPACK_INPUT = 64 * 1024 };

/* First bytes of what people have beside a plain capture. */
static const struct packed {
	const char *magic;
	size_t length;
	const char *name, *program;
	const struct unpack_ops *ops;
} packed[] = {
    {"\x1f\x8b", 2, "gzip", "gzip -dc", &unpack_gzip},
    {"\x28\xb5\x2f\xfd", 4, "zstd", "zstd -dc", &unpack_zstd},
    {"\xfd\x37zXZ", 6, "xz", "xz -dc", &unpack_xz},
    {"BZh", 3, "bzip2", "bzip2 -dc", NULL},
    {"\x04\x22\x4d\x18", 4, "lz4", "lz4 -dc", NULL},
};

enum { PACKED_COUNT = sizeof packed / sizeof packed[0] };

struct unpack {
	int fd;
	bool known;                  /* whether it is packed */
	const struct packed *packed; /* NULL: it is not */
	void *state;                 /* of its decoder */
	bool between;                /* no stream has begun, or the last one is over */
	bool full;  /* the decoder filled all of what it was given: it may have more */
	bool ended; /* the descriptor has */
	enum unpack_result result;
	bool failed;       /* for the reason RESULT; UNPACK_MORE: it was cut off */
	size_t begin, end; /* of what was read and not taken, in bytes[] */
	uint8_t bytes[UNPACK_INPUT];
};

static const struct packed *packed_of(const uint8_t *bytes, size_t length)
{
	for (size_t i = 0; i < PACKED_COUNT; i++)
		if (length >= packed[i].length &&
		    memcmp(bytes, packed[i].magic, packed[i].length) == 0)
			return &packed[i];
	return NULL;
}

/* Its library was there. */
static bool is_built_in(const struct packed *format)
{
	return format->ops && format->ops->open;
}

bool unpack_format_of(const uint8_t *bytes, size_t length, struct unpack_format *format)
{
	const struct packed *found = packed_of(bytes, length);
	if (!found)
		return false;
	format->name = found->name;
	format->program = found->program;
	format->built_in = is_built_in(found);
	return true;
}

struct unpack *unpack_new(int fd)
{
	struct unpack *unpack = calloc(1, sizeof *unpack);
	if (!unpack)
		return NULL;
	unpack->fd = fd;
	unpack->between = true;
	return unpack;
}

void unpack_free(struct unpack *unpack)
{
	if (unpack && unpack->state)
		unpack->packed->ops->close(unpack->state);
	free(unpack);
}

/* Reads once, behind what is there. False with errno. */
static bool fill(struct unpack *unpack)
{
	if (unpack->begin == unpack->end)
		unpack->begin = unpack->end = 0;
	ssize_t got = read(unpack->fd, unpack->bytes + unpack->end, UNPACK_INPUT - unpack->end);
	if (got < 0)
		return false;
	unpack->ended = got == 0;
	unpack->end += (size_t)got;
	return true;
}

/* Whether more first bytes could still make it packed. */
static bool may_be_packed(const struct unpack *unpack)
{
	for (size_t i = 0; i < PACKED_COUNT; i++)
		if (unpack->end < packed[i].length &&
		    memcmp(unpack->bytes, packed[i].magic, unpack->end) == 0)
			return true;
	return false;
}

static ssize_t fail(struct unpack *unpack, enum unpack_result result)
{
	unpack->failed = true;
	unpack->result = result;
	errno = EIO;
	return -1;
}

/* Looks at the first bytes. False with errno where they are not there yet. */
static bool look(struct unpack *unpack)
{
	if (!fill(unpack))
		return false;
	if (!unpack->ended && may_be_packed(unpack)) {
		errno = EAGAIN;
		return false;
	}
	unpack->known = true;
	const struct packed *found = packed_of(unpack->bytes, unpack->end);
	if (!found || !is_built_in(found))
		return true;
	unpack->packed = found;
	unpack->state = found->ops->open();
	if (!unpack->state)
		fail(unpack, UNPACK_NO_MEMORY);
	return unpack->state;
}

static ssize_t read_plain(struct unpack *unpack, void *into, size_t size)
{
	size_t given = unpack->end - unpack->begin;
	if (given == 0)
		return unpack->ended ? 0 : read(unpack->fd, into, size);
	if (given > size)
		given = size;
	memcpy(into, unpack->bytes + unpack->begin, given);
	unpack->begin += given;
	return (ssize_t)given;
}

/* A stream may be followed by zeros, as a tape's last block is. */
static void skip_zeros(struct unpack *unpack)
{
	while (unpack->begin < unpack->end && unpack->bytes[unpack->begin] == 0)
		unpack->begin++;
}

/* One call of the decoder: how many bytes it gave, or -1. */
static ssize_t decode(struct unpack *unpack, void *into, size_t size)
{
	struct unpack_step step = {
	    .in = unpack->bytes + unpack->begin,
	    .in_left = unpack->end - unpack->begin,
	    .out = into,
	    .out_left = size,
	};
	enum unpack_result result = unpack->packed->ops->step(unpack->state, &step);
	unpack->begin = unpack->end - step.in_left;
	unpack->between = result == UNPACK_END;
	unpack->full = step.out_left == 0 && !unpack->between;
	ssize_t given = (ssize_t)(size - step.out_left);
	if (result == UNPACK_MORE || result == UNPACK_END)
		return given;
	fail(unpack, result);
	return given > 0 ? given : -1; /* what was good before; the next call tells */
}

static bool is_readable(const struct unpack *unpack)
{
	struct pollfd readable = {.fd = unpack->fd, .events = POLLIN};
	return poll(&readable, 1, 0) > 0;
}

/* Until it gives something, fails, ends, or would wait a second time. */
static ssize_t read_packed(struct unpack *unpack, void *into, size_t size)
{
	for (bool read_once = false;;) {
		if (unpack->between)
			skip_zeros(unpack);
		if (unpack->begin < unpack->end || unpack->full ||
		    (unpack->ended && !unpack->between)) {
			size_t before = unpack->begin;
			ssize_t given = decode(unpack, into, size);
			if (given != 0)
				return given;
			if (unpack->begin != before || unpack->between)
				continue;
			if (unpack->ended)
				return fail(unpack, UNPACK_MORE);
			if (unpack->begin < unpack->end)
				return fail(unpack, UNPACK_DAMAGED);
		}
		if (unpack->ended)
			return 0;
		if (unpack->begin == unpack->end && read_once && !is_readable(unpack)) {
			errno = EAGAIN;
			return -1;
		}
		if (!fill(unpack))
			return -1;
		read_once = true;
	}
}

ssize_t unpack_read(struct unpack *unpack, void *into, size_t size)
{
	if (unpack->failed) {
		errno = EIO;
		return -1;
	}
	if (!unpack->known && !look(unpack))
		return -1;
	return unpack->packed ? read_packed(unpack, into, size) : read_plain(unpack, into, size);
}

bool unpack_is_ready(const struct unpack *unpack)
{
	return unpack->known && (unpack->begin < unpack->end || unpack->full || unpack->ended);
}

bool unpack_failed(const struct unpack *unpack, struct text *why)
{
	static const struct {
		const char *before, *behind;
	} reasons[] = {
	    [UNPACK_MORE] = {"", " is cut off"},
	    [UNPACK_DAMAGED] = {"", " is damaged"},
	    [UNPACK_NO_MEMORY] = {"out of memory for ", ""},
	    [UNPACK_TOO_LARGE] = {"unpacking ", " takes more memory than is given to that"},
	};
	if (!unpack->failed)
		return false;
	text_format(why, "%sits %s data%s", reasons[unpack->result].before, unpack->packed->name,
		    reasons[unpack->result].behind);
	return true;
}

void source_unpack_formats(struct text *text)
{
	const char *separator = "";
	for (size_t i = 0; i < PACKED_COUNT; i++) {
		if (!is_built_in(&packed[i]))
			continue;
		text_string(text, separator);
		text_string(text, packed[i].name);
		separator = ", ";
	}
}
