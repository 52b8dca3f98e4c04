/* SPDX-License-Identifier: MIT */
/* A capture file, whole or damaged, from a disk and from a pipe: the same packets and interfaces
 * either way, each packet as its header says, and an end. */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "source.h"

enum { PIPE_HOLDS = 64 * 1024, IDLE_MAX = 1000000 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

/* What a run through the file came to. */
struct totals {
	uint64_t frames, bytes, sum, interfaces;
	bool opened, whole;
};

static void count(struct totals *totals, const struct frame *frame)
{
	CHECK(frame->captured <= frame->length);
	CHECK(frame->time_ns >= 0 && frame->time_ns < INT64_C(1) << 62);
	totals->frames++;
	totals->bytes += frame->captured;
	totals->interfaces = totals->interfaces * 31 + frame->interface;
	for (uint32_t i = 0; i < frame->captured; i++)
		totals->sum = totals->sum * 31 + frame->bytes[i];
}

static struct totals read_all(int fd, const char *filter)
{
	char path[64];
	struct totals totals = {0};
	struct frame frame;
	struct err err;
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	struct source *source = source_open_file(path, filter, &err);
	totals.opened = source && source_begin(source, &err);
	for (int idle = 0; totals.opened && idle < IDLE_MAX;) {
		enum source_status status = source_next(source, &frame, &err);
		if (status == SOURCE_FRAME)
			count(&totals, &frame);
		else if (status == SOURCE_IDLE)
			idle++;
		else {
			totals.whole = status == SOURCE_END;
			break;
		}
		CHECK(idle < IDLE_MAX);
	}
	source_close(source);
	return totals;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	int ends[2], file = memfd_create("capture", MFD_CLOEXEC);
	if (length > PIPE_HOLDS)
		length = PIPE_HOLDS;
	CHECK(file >= 0 && write(file, bytes, length) == (ssize_t)length);
	struct totals disk = read_all(file, NULL);
	read_all(file, "tcp port 8079");
	close(file);

	CHECK(pipe2(ends, O_CLOEXEC) == 0);
	CHECK(write(ends[1], bytes, length) == (ssize_t)length);
	close(ends[1]);
	struct totals piped = read_all(ends[0], NULL);
	close(ends[0]);
	CHECK(disk.opened == piped.opened && disk.whole == piped.whole);
	CHECK(disk.frames == piped.frames && disk.bytes == piped.bytes && disk.sum == piped.sum);
	CHECK(disk.interfaces == piped.interfaces);
	return 0;
}
