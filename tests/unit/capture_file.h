/* SPDX-License-Identifier: MIT */
/* Capture files, written byte by byte for the tests of the source floor. */
#ifndef CAPTURE_FILE_H
#define CAPTURE_FILE_H

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include "packet.h"
#include "source.h"

#define ETHERNET_HELLO MAC_ADDRESSES "0800" IPV4_HELLO

enum { PCAP_HEADER = 24, PCAP_RECORD = 16 };

enum magic {
	MAGIC_MICRO = 0xa1b2c3d4,
	MAGIC_NANO = 0xa1b23c4d,
};

/* A file in the making. */
struct capture {
	bool swapped; /* the other byte order than ours */
	struct text text;
};

static inline void put16(struct capture *capture, uint16_t value)
{
	if (capture->swapped)
		value = __builtin_bswap16(value);
	text_bytes(&capture->text, &value, sizeof value);
}

static inline void put32(struct capture *capture, uint32_t value)
{
	if (capture->swapped)
		value = __builtin_bswap32(value);
	text_bytes(&capture->text, &value, sizeof value);
}

static inline void put_pcap_header(struct capture *capture, uint32_t magic, uint32_t link_type)
{
	put32(capture, magic);
	put16(capture, 2);
	put16(capture, 4);
	put32(capture, 0);
	put32(capture, 0);
	put32(capture, 262144);
	put32(capture, link_type);
}

/* FRACTION: micro- or nanoseconds, as the magic says. */
static inline void put_pcap_record(struct capture *capture, uint32_t seconds, uint32_t fraction,
				   const struct packet *packet, uint32_t captured)
{
	put32(capture, seconds);
	put32(capture, fraction);
	put32(capture, captured);
	put32(capture, packet->length);
	text_bytes(&capture->text, packet->bytes, captured);
}

static inline void put_pcapng_block(struct capture *capture, uint32_t type, const void *body,
				    uint32_t length)
{
	uint32_t padded = (length + 3) & ~3u;
	put32(capture, type);
	put32(capture, padded + 12);
	text_bytes(&capture->text, body, length);
	text_bytes(&capture->text, "\0\0\0", padded - length);
	put32(capture, padded + 12);
}

/* An Ethernet interface that counts nanoseconds. */
static inline void put_pcapng_interface(struct capture *capture)
{
	struct capture body = {.swapped = capture->swapped};
	put16(&body, 1);
	put16(&body, 0);
	put32(&body, 262144);
	put16(&body, 9); /* if_tsresol */
	put16(&body, 1);
	text_bytes(&body.text, "\x09\0\0\0", 4);
	put32(&body, 0);
	put_pcapng_block(capture, 1, body.text.bytes, (uint32_t)body.text.length);
	text_release(&body.text);
}

/* Section header, and one interface. */
static inline void put_pcapng_header(struct capture *capture)
{
	struct capture body = {.swapped = capture->swapped};
	put32(&body, 0x1a2b3c4d);
	put16(&body, 1);
	put16(&body, 0);
	put32(&body, UINT32_MAX);
	put32(&body, UINT32_MAX);
	put_pcapng_block(capture, 0x0a0d0d0a, body.text.bytes, (uint32_t)body.text.length);
	text_release(&body.text);
	put_pcapng_interface(capture);
}

static inline void put_pcapng_packet_of(struct capture *capture, uint32_t interface,
					uint64_t time_ns, const struct packet *packet)
{
	struct capture body = {.swapped = capture->swapped};
	put32(&body, interface);
	put32(&body, (uint32_t)(time_ns >> 32));
	put32(&body, (uint32_t)time_ns);
	put32(&body, packet->length);
	put32(&body, packet->length);
	text_bytes(&body.text, packet->bytes, packet->length);
	put_pcapng_block(capture, 6, body.text.bytes, (uint32_t)body.text.length);
	text_release(&body.text);
}

static inline void put_pcapng_packet(struct capture *capture, uint64_t time_ns,
				     const struct packet *packet)
{
	put_pcapng_packet_of(capture, 0, time_ns, packet);
}

/* An empty folder, and a path in it; removed by folder_remove(). */
struct folder {
	char name[32];
	char path[64];
};

static inline void folder_make(struct folder *folder)
{
	snprintf(folder->name, sizeof folder->name, "/tmp/unit-XXXXXX");
	assert_non_null(mkdtemp(folder->name));
	snprintf(folder->path, sizeof folder->path, "%s/capture", folder->name);
}

static inline void folder_remove(struct folder *folder)
{
	unlink(folder->path);
	assert_int_equal(rmdir(folder->name), 0);
}

static inline void folder_write(const struct folder *folder, const void *bytes, size_t length)
{
	int fd = open(folder->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), length);
	close(fd);
}

/* Opened and begun; NULL with the reason. */
static inline struct source *read_file(const char *path, const char *filter, struct err *err)
{
	struct source *source = source_open_file(path, filter, err);
	if (!source || source_begin(source, err))
		return source;
	source_close(source);
	return NULL;
}

static inline struct source *open_capture(const struct folder *folder,
					  const struct capture *capture, const char *filter)
{
	struct err err = {0};
	folder_write(folder, capture->text.bytes, capture->text.length);
	struct source *source = read_file(folder->path, filter, &err);
	assert_string_equal(err.text, "");
	return source;
}

/* The next frame is PACKET. */
static inline void expect_frame(struct source *source, uint64_t number, int64_t time_ns,
				const struct packet *packet)
{
	struct frame frame;
	struct err err = {0};
	assert_int_equal(source_next(source, &frame, &err), SOURCE_FRAME);
	assert_true(frame.number == number);
	assert_true(frame.time_ns == time_ns);
	assert_int_equal(frame.link_type, packet->link_type);
	assert_int_equal(frame.length, packet->length);
	assert_int_equal(frame.captured, packet->length);
	assert_memory_equal(frame.bytes, packet->bytes, packet->length);
}

static inline void expect_status(struct source *source, enum source_status status)
{
	struct frame frame;
	struct err err = {0};
	assert_int_equal(source_next(source, &frame, &err), status);
	assert_true((err.text[0] != '\0') == (status == SOURCE_FAILED));
}

/* It fails, and TEXT is part of the reason, which is one line. */
static inline void expect_reason(const struct err *err, const char *text)
{
	if (!strstr(err->text, text))
		fail_msg("'%s' does not say '%s'", err->text, text);
	assert_null(strchr(err->text, '\n'));
}

/* What a test of a capture file begins with: an empty file in the making, and where to write it. */
struct capture_fixture {
	struct folder folder;
	struct capture capture;
	struct packet hello;
	struct err err;
};

static inline int capture_fixture_begin(void **state)
{
	struct capture_fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	folder_make(&fixture->folder);
	fixture->hello = packet_of(LINK_ETHERNET, ETHERNET_HELLO);
	*state = fixture;
	return 0;
}

static inline int capture_fixture_finish(void **state)
{
	struct capture_fixture *fixture = *state;
	folder_remove(&fixture->folder);
	text_release(&fixture->capture.text);
	free(fixture);
	return 0;
}

#endif
