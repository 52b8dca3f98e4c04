/* SPDX-License-Identifier: MIT */
/* prefixes FILE...: each capture (pcap or pcapng in this machine's byte order), cut off at every
 * byte, from a disk and from a pipe: the packets that are whole are read, as they are in the whole
 * file, then the reason is told. Exit status 1 where that is not so. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "source.h"

enum { FILE_MAX = 32 * 1024, PACKETS_MAX = 256, PCAP_HEADER = 24, RECORD_HEADER = 16 };
enum { SECTION_HEADER = 0x0a0d0d0a, INTERFACE = 1, ENHANCED_PACKET = 6 };

struct capture {
	const char *path;
	uint8_t bytes[FILE_MAX];
	size_t length;
	size_t begin;             /* a shorter file is none */
	size_t ends[PACKETS_MAX]; /* where each packet is whole */
	size_t packets;
	bool edge[FILE_MAX + 1]; /* a file may end here */
};

/* What was read of a prefix. */
struct outcome {
	bool opened, ended;
	size_t packets;
	uint64_t sum;
	struct err err;
};

static uint32_t number_at(const uint8_t *at)
{
	uint32_t number;
	memcpy(&number, at, sizeof number);
	return number;
}

static void add_packet(struct capture *capture, size_t end)
{
	if (capture->packets < PACKETS_MAX)
		capture->ends[capture->packets++] = end;
	capture->edge[end] = true;
}

static void find_records(struct capture *capture)
{
	capture->begin = PCAP_HEADER;
	capture->edge[PCAP_HEADER] = true;
	for (size_t at = PCAP_HEADER; at + RECORD_HEADER < capture->length;) {
		at += RECORD_HEADER + number_at(capture->bytes + at + 8);
		add_packet(capture, at);
	}
}

static void find_blocks(struct capture *capture)
{
	for (size_t at = 0; at + 8 < capture->length;) {
		uint32_t type = number_at(capture->bytes + at);
		at += number_at(capture->bytes + at + 4);
		capture->edge[at] = true;
		if (type == ENHANCED_PACKET)
			add_packet(capture, at);
		if (type == INTERFACE)
			capture->begin = at;
	}
}

static bool read_capture(struct capture *capture, const char *path)
{
	memset(capture, 0, sizeof *capture);
	capture->path = path;
	FILE *file = fopen(path, "rb");
	if (!file)
		return false;
	capture->length = fread(capture->bytes, 1, FILE_MAX, file);
	fclose(file);
	if (number_at(capture->bytes) == SECTION_HEADER)
		find_blocks(capture);
	else
		find_records(capture);
	return capture->packets > 0 && capture->length < FILE_MAX;
}

static void read_all(const char *path, struct outcome *outcome)
{
	struct frame frame;
	*outcome = (struct outcome){0};
	struct source *source = source_open_file(path, NULL, &outcome->err);
	outcome->opened = source && source_begin(source, &outcome->err);
	while (outcome->opened) {
		enum source_status status = source_next(source, &frame, &outcome->err);
		if (status == SOURCE_END)
			outcome->ended = true;
		if (status == SOURCE_END || status == SOURCE_FAILED)
			break;
		if (status != SOURCE_FRAME)
			continue;
		outcome->packets++;
		for (uint32_t i = 0; i < frame.captured; i++)
			outcome->sum = outcome->sum * 31 + frame.bytes[i];
	}
	source_close(source);
}

/* The prefix as something that one can open. */
static void read_prefix(const struct capture *capture, size_t length, bool pipe_it,
			struct outcome *outcome)
{
	char path[64];
	int ends[2] = {-1, -1};
	int fd = pipe_it ? -1 : memfd_create("prefix", MFD_CLOEXEC);
	if (pipe_it && pipe2(ends, O_CLOEXEC) == 0)
		fd = ends[0];
	ssize_t written = write(pipe_it ? ends[1] : fd, capture->bytes, length);
	if (pipe_it)
		close(ends[1]);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (written == (ssize_t)length)
		read_all(path, outcome);
	close(fd);
}

static const char *judge(const struct capture *capture, size_t length,
			 const struct outcome *outcome)
{
	size_t whole = 0;
	char told[64];
	while (whole < capture->packets && capture->ends[whole] <= length)
		whole++;
	if (length < capture->begin && outcome->packets > 0)
		return "packets of no capture";
	if (length < capture->begin)
		return outcome->ended || outcome->err.text[0] != '\0' ? NULL : "no reason";
	if (!outcome->opened)
		return "not opened";
	if (outcome->packets != whole)
		return "not the whole packets";
	if (outcome->ended != capture->edge[length])
		return outcome->ended ? "the cut was not noticed" : "failed at the end of a packet";
	snprintf(told, sizeof told, "cut off after %zu whole packets", whole);
	return outcome->ended || strstr(outcome->err.text, told) ? NULL : "the reason is another";
}

static bool try_all(const struct capture *capture, bool pipe_it)
{
	struct outcome outcome;
	uint64_t sums[PACKETS_MAX + 1] = {0};
	for (size_t length = 0; length <= capture->length; length++) {
		read_prefix(capture, length, pipe_it, &outcome);
		const char *problem = judge(capture, length, &outcome);
		/* The same bytes as with the packet that was whole first. */
		if (!problem && outcome.packets > 0) {
			uint64_t *sum = &sums[outcome.packets];
			if (*sum == 0)
				*sum = outcome.sum;
			if (*sum != outcome.sum)
				problem = "other bytes";
		}
		if (problem)
			return fprintf(stderr, "%s, the first %zu bytes%s: %s (%s)\n",
				       capture->path, length, pipe_it ? " from a pipe" : "",
				       problem, outcome.err.text),
			       false;
	}
	return true;
}

int main(int argc, char **argv)
{
	static struct capture capture;
	for (int i = 1; i < argc; i++) {
		if (!read_capture(&capture, argv[i]))
			return fprintf(stderr, "%s: no capture that can be cut\n", argv[i]), 2;
		if (!try_all(&capture, false) || !try_all(&capture, true))
			return 1;
		printf("%s: %zu prefixes, %zu packets\n", argv[i], capture.length + 1,
		       capture.packets);
	}
	return 0;
}
