/* SPDX-License-Identifier: MIT */
/* A source, and a place for what is dumped. */
#ifndef DUMP_FIXTURE_H
#define DUMP_FIXTURE_H

#include <signal.h>
#include <sys/stat.h>

#include "capture_file.h"
#include "dump.h"

struct fixture {
	struct folder folder; /* the file that is dumped to */
	struct folder input;  /* an empty capture: the source's link type counts */
	struct source *source;
	struct packet hello;
	struct err err;
};

static inline struct source *open_empty(const struct folder *folder, uint32_t link_type)
{
	struct capture capture = {0};
	put_pcap_header(&capture, MAGIC_NANO, link_type);
	struct source *source = open_capture(folder, &capture, NULL);
	text_release(&capture.text);
	return source;
}

static inline int begin(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	if (!fixture)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	folder_make(&fixture->folder);
	folder_make(&fixture->input);
	fixture->source = open_empty(&fixture->input, LINK_ETHERNET);
	fixture->hello = packet_of(LINK_ETHERNET, ETHERNET_HELLO);
	*state = fixture;
	return 0;
}

static inline int finish(void **state)
{
	struct fixture *fixture = *state;
	source_close(fixture->source);
	folder_remove(&fixture->folder);
	folder_remove(&fixture->input);
	free(fixture);
	return 0;
}

/* Opened and begun; NULL with the reason. */
static inline struct dump *begin_dump(const struct source *source, const char *path,
				      struct err *err)
{
	struct dump *dump = dump_open(source, path, err);
	if (!dump || dump_begin(dump, source, err))
		return dump;
	dump_close(dump, NULL);
	return NULL;
}

static inline struct frame frame_of(const struct packet *packet, int64_t time_ns)
{
	return (struct frame){
	    .number = 1,
	    .time_ns = time_ns,
	    .bytes = packet->bytes,
	    .captured = packet->length,
	    .length = packet->length,
	    .link_type = packet->link_type,
	};
}

static inline off_t size_of(const char *path)
{
	struct stat about;
	assert_int_equal(stat(path, &about), 0);
	return about.st_size;
}

#endif
