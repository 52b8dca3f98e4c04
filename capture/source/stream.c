/* SPDX-License-Identifier: MIT */
#include "stream.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blocks.h"
#include "unpack.h"

enum {
	/* More than the largest packet of any network (libpcap: 256 KiB), and some pipes full. */
	CAPACITY = 512 * 1024,
	/* Of pcapng, whose blocks libpcap takes up to 16 MiB and a packet, and several at a time.
	 */
	CAPACITY_LARGEST = 32 * 1024 * 1024,
	PACKET_USUAL = 64 * 1024, /* the largest IP packet, about */
	PCAPNG_BLOCK_HEADER = 8,
};

struct stream {
	int fd;
	struct unpack *unpack; /* owned: what is read from it */
	bool opened;           /* stream_set_format() was called */
	enum stream_format format;
	bool swapped;         /* the writer's byte order is not ours */
	struct blocks blocks; /* of what libpcap was given; means nothing where it is no pcapng */
	uint32_t block_left;  /* bytes of the last one that libpcap was not given yet */
	uint8_t block_head[BLOCK_HEAD]; /* of the next one */
	size_t block_headed;
	uint8_t
	    counters[BLOCK_COUNTERS]; /* of one with statistics, what was given behind the head */
	size_t counters_there;
	bool counts;  /* it is being given */
	bool ended;   /* end of file or a read error: reading again tells which */
	size_t begin; /* of what was gathered and not handed over, in bytes[] */
	size_t end;
	size_t planned; /* of these, what libpcap will surely take with the next packet */
	size_t headed;  /* in header[] */
	uint8_t header[RECORD_FILE_HEADER];
	uint64_t gathered; /* bytes so far */
	uint8_t *bytes;    /* owned */
	size_t capacity;
	char file_buffer[PACKET_USUAL];
};

struct stream *stream_new(int fd)
{
	struct stream *stream = calloc(1, sizeof *stream);
	if (!stream)
		return NULL;
	stream->fd = fd;
	stream->bytes = malloc(CAPACITY);
	stream->capacity = CAPACITY;
	stream->unpack = unpack_new(fd);
	if (stream->bytes && stream->unpack)
		return stream;
	stream_free(stream);
	return NULL;
}

void stream_free(struct stream *stream)
{
	if (!stream)
		return;
	unpack_free(stream->unpack);
	free(stream->bytes);
	free(stream);
}

void stream_set_format(struct stream *stream, enum stream_format format, bool swapped)
{
	stream->opened = true;
	stream->format = format;
	stream->swapped = swapped;
}

/* Reads once; -1 with errno, 0 at the end. */
static ssize_t gather(struct stream *stream)
{
	if (stream->begin > 0) {
		stream->end -= stream->begin;
		memmove(stream->bytes, stream->bytes + stream->begin, stream->end);
		stream->begin = 0;
	}
	ssize_t got = unpack_read(stream->unpack, stream->bytes + stream->end,
				  stream->capacity - stream->end);
	if (got > 0) {
		stream->end += (size_t)got;
		stream->gathered += (uint64_t)got;
	}
	return got;
}

static bool gather_waiting(struct stream *stream)
{
	for (;;) {
		struct pollfd readable = {.fd = stream->fd, .events = POLLIN};
		ssize_t got = gather(stream);
		if (got >= 0)
			return true;
		if (errno == EAGAIN)
			poll(&readable, 1, -1);
		else if (errno != EINTR || !stream->opened)
			return false;
	}
}

/* COUNT bytes of a block with statistics go by, of which BLOCK_LEFT are left. */
static void pass_counters(struct stream *stream, const uint8_t *bytes, size_t count)
{
	size_t room = sizeof stream->counters - stream->counters_there;
	size_t taken = count < room ? count : room;
	memcpy(stream->counters + stream->counters_there, bytes, taken);
	stream->counters_there += taken;
	if (stream->block_left > 0)
		return;
	blocks_count(&stream->blocks, stream->counters, stream->counters_there);
	stream->counters_there = 0;
	stream->counts = false;
}

static void pass_head(struct stream *stream)
{
	enum block_kind kind =
	    blocks_look(&stream->blocks, stream->block_head, BLOCK_HEAD, &stream->block_left);
	stream->block_headed = 0;
	if (kind != BLOCK_NONE)
		stream->block_left -= BLOCK_HEAD;
	stream->counts = kind == BLOCK_STATISTICS && stream->block_left > 0;
}

/* COUNT bytes go to libpcap: looks at the head of each block among them. */
static void pass_blocks(struct stream *stream, const uint8_t *bytes, size_t count)
{
	while (count > 0 && !stream->blocks.lost) {
		size_t passed = stream->block_left;
		if (passed == 0) {
			stream->block_head[stream->block_headed++] = *bytes;
			passed = 1;
		} else {
			passed = passed < count ? passed : count;
			stream->block_left -= (uint32_t)passed;
			if (stream->counts)
				pass_counters(stream, bytes, passed);
		}
		bytes += passed;
		count -= passed;
		if (stream->block_headed == BLOCK_HEAD)
			pass_head(stream);
	}
}

/* The FILE's way in. The FILE has a buffer, for glibc reads one without byte by byte; it must not
 * hold anything between two packets. So it is given what was planned, and where that was not all,
 * the rest of the block, which is libpcap's to read in any case, or byte by byte indeed. */
static ssize_t give(void *cookie, char *into, size_t size)
{
	struct stream *stream = cookie;
	if (stream->begin == stream->end && !gather_waiting(stream))
		return -1;
	size_t given = 1;
	if (stream->planned > 0)
		given = stream->planned;
	else if (stream->opened && stream->format == STREAM_PCAPNG && stream->block_left > 0)
		given = stream->block_left;
	if (given > stream->end - stream->begin)
		given = stream->end - stream->begin;
	if (given > size)
		given = size;
	memcpy(into, stream->bytes + stream->begin, given);
	for (size_t i = 0; i < given && stream->headed < RECORD_FILE_HEADER; i++)
		stream->header[stream->headed++] = stream->bytes[stream->begin + i];
	if (!stream->opened || stream->format == STREAM_PCAPNG)
		pass_blocks(stream, stream->bytes + stream->begin, given);
	stream->begin += given;
	stream->planned -= stream->planned > 0 ? given : 0;
	return (ssize_t)given;
}

FILE *stream_file(struct stream *stream)
{
	FILE *file = fopencookie(stream, "r", (cookie_io_functions_t){.read = give});
	if (file)
		setvbuf(file, stream->file_buffer, _IOFBF, sizeof stream->file_buffer);
	return file;
}

const uint8_t *stream_header(const struct stream *stream)
{
	return stream->header;
}

static uint32_t u32_in(const struct stream *stream, size_t offset)
{
	uint32_t value;
	memcpy(&value, stream->bytes + stream->begin + offset, sizeof value);
	return stream->swapped ? __builtin_bswap32(value) : value;
}

/* struct pcap_sf_pkthdr: the captured length is the smaller one, also in old files that have the
 * two swapped. */
static uint64_t pcap_bytes_wanted(const struct stream *stream)
{
	if (stream->end - stream->begin < RECORD_HEADER)
		return RECORD_HEADER;
	uint32_t captured = u32_in(stream, 8), length = u32_in(stream, 12);
	return RECORD_HEADER + (uint64_t)(captured < length ? captured : length);
}

/* libpcap reads over the blocks that hold no packet: they are wanted with the one behind them
 * (https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html, section 3.1). */
static uint64_t pcapng_bytes_wanted(const struct stream *stream)
{
	enum { PACKET_OBSOLETE = 2, PACKET_SIMPLE = 3, PACKET_ENHANCED = 6 };
	uint64_t gathered = stream->end - stream->begin, at = 0;
	while (at + PCAPNG_BLOCK_HEADER <= gathered) {
		uint32_t type = u32_in(stream, (size_t)at);
		uint32_t length = u32_in(stream, (size_t)at + 4);
		at += length;
		if (length < PCAPNG_BLOCK_HEADER || type == PACKET_OBSOLETE ||
		    type == PACKET_SIMPLE || type == PACKET_ENHANCED)
			return at;
	}
	return at + PCAPNG_BLOCK_HEADER;
}

static uint64_t bytes_wanted(const struct stream *stream)
{
	return stream->format == STREAM_PCAP ? pcap_bytes_wanted(stream)
					     : pcapng_bytes_wanted(stream);
}

/* Room for so many bytes; false where libpcap will refuse the record, or without memory. */
static bool make_room(struct stream *stream, uint64_t wanted)
{
	if (wanted <= stream->capacity)
		return true;
	if (stream->format != STREAM_PCAPNG || wanted > CAPACITY_LARGEST)
		return false;
	uint8_t *bytes = realloc(stream->bytes, (size_t)wanted);
	if (!bytes)
		return false;
	stream->bytes = bytes;
	stream->capacity = (size_t)wanted;
	return true;
}

/* Reads what is there; false when there is nothing now. */
static bool gather_ready(struct stream *stream)
{
	struct pollfd readable = {.fd = stream->fd, .events = POLLIN};
	if (!unpack_is_ready(stream->unpack) && poll(&readable, 1, 0) <= 0)
		return false;
	ssize_t got = gather(stream);
	stream->ended = got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN);
	return got > 0 || stream->ended;
}

bool stream_ready(struct stream *stream)
{
	for (;;) {
		uint64_t wanted = bytes_wanted(stream);
		size_t gathered = stream->end - stream->begin;
		if (wanted <= gathered || stream->ended || !make_room(stream, wanted)) {
			stream->planned = wanted < gathered ? (size_t)wanted : gathered;
			return true;
		}
		if (!gather_ready(stream))
			return false;
	}
}

bool stream_record(struct stream *stream, const struct record_format *format, struct record *record)
{
	size_t size = record_parse(format, stream->bytes + stream->begin,
				   stream->end - stream->begin, record);
	stream->begin += size;
	return size > 0;
}

uint32_t stream_interface(const struct stream *stream)
{
	return stream->blocks.lost ? 0 : stream->blocks.packet;
}

uint64_t stream_dropped(const struct stream *stream)
{
	return blocks_dropped(&stream->blocks);
}

bool stream_failed(const struct stream *stream, struct text *why)
{
	return unpack_failed(stream->unpack, why);
}

uint64_t stream_gathered(const struct stream *stream)
{
	return stream->gathered;
}
