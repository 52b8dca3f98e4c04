/* SPDX-License-Identifier: MIT */
#include "dump.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dump_file.h"
#include "source_private.h"

/* Frames are gathered in a buffer of this size and go to the kernel as whole ones, so that one
 * knows how many are in the file when the disk is full. */
enum { GATHERED = 256 * 1024 };

struct dump {
	const char *name; /* owned: the file, for messages */
	bool standard;    /* standard output: what is in it is not ours */
	int fd;
	FILE *file; /* libpcap writes into it; it writes to fd by way of write_all() */
	pcap_dumper_t *dumper;
	uint32_t tick_ns;
	size_t gathered;  /* bytes */
	uint64_t frames;  /* given so far */
	uint64_t flushed; /* of these, in the file */
	off_t start;      /* where in the file we began; -1: not a file that can be cut */
	off_t whole;      /* bytes from there on that hold whole frames */
	off_t written;    /* bytes from there on */
	int error;        /* errno of the first write that failed */
	char buffer[GATHERED];
};

/* Of a frame's record of which SIZE bytes are there: its length, or 0 when it is not whole. */
static size_t whole_record(const char *bytes, size_t size)
{
	uint32_t captured;
	if (size < RECORD_HEADER)
		return 0;
	memcpy(&captured, bytes + 8, sizeof captured); /* as we wrote it: in our byte order */
	return captured <= size - RECORD_HEADER ? RECORD_HEADER + captured : 0;
}

/* Of what could not be written whole, SIZE bytes are in the file: the frames among them that are.
 */
static void count_whole(struct dump *dump, const char *bytes, size_t size)
{
	size_t at = 0, length;
	while ((length = whole_record(bytes + at, size - at)) > 0) {
		at += length;
		dump->whole += (off_t)length;
		dump->flushed++;
	}
}

/* The FILE's way out: all or nothing, whatever interrupts it, and remembers why it failed. */
static ssize_t write_all(void *cookie, const char *bytes, size_t size)
{
	struct dump *dump = cookie;
	bool at_record = dump->written == dump->whole && dump->whole > 0;
	size_t done = 0;
	while (done < size && dump->error == 0) {
		ssize_t written = write(dump->fd, bytes + done, size - done);
		if (written >= 0) {
			done += (size_t)written;
			dump->written += written;
		} else if (errno == EAGAIN) {
			/* a pipe that another program made non-blocking */
			struct pollfd writable = {.fd = dump->fd, .events = POLLOUT};
			poll(&writable, 1, -1);
		} else if (errno != EINTR) {
			dump->error = errno;
		}
	}
	if (done < size && at_record)
		count_whole(dump, bytes, done);
	return done == size ? (ssize_t)size : 0;
}

/* Where a disk is full the file ends behind the last whole packet, and can be read; but what others
 * wrote behind ours stays. False: it ends inside a packet. */
static bool cut(struct dump *dump)
{
	struct stat about;
	if (dump->written == dump->whole)
		return true;
	if (dump->start < 0 || fstat(dump->fd, &about) != 0 ||
	    about.st_size != dump->start + dump->written)
		return false;
	off_t end = dump->start + dump->whole;
	if (ftruncate(dump->fd, end) != 0)
		return false;
	dump->written = dump->whole;
	lseek(dump->fd, end, SEEK_SET); /* where others go on who have it from the same shell */
	return true;
}

static bool fail(struct dump *dump, struct err *err)
{
	if (dump->error == 0)
		dump->error = errno ? errno : EIO;
	bool whole = cut(dump);
	return err_set(err, "cannot write %s: %s: %" PRIu64 " packets were written%s", dump->name,
		       strerror(dump->error), dump->flushed, whole ? "" : ", and a part of one");
}

/* Finds where what is written is going to stand. */
static bool empty_file(struct dump *dump, struct err *err)
{
	struct stat about;
	bool file = fstat(dump->fd, &about) == 0 && S_ISREG(about.st_mode);
	dump->start = -1;
	if (!file)
		return true;
	if (!dump->standard) {
		dump->start = 0;
		return ftruncate(dump->fd, 0) == 0 ||
		       err_set(err, "cannot write %s: %s", dump->name, strerror(errno));
	}
	bool appends = fcntl(dump->fd, F_GETFL) & O_APPEND;
	dump->start = appends ? about.st_size : lseek(dump->fd, 0, SEEK_CUR);
	return true;
}

struct dump *dump_open(const struct source *source, const char *path, struct err *err)
{
	struct dump *dump = calloc(1, sizeof *dump);
	bool standard = strcmp(path, "-") == 0;
	char *name = strdup(standard ? "standard output" : path);
	if (!dump || !name) {
		free(dump);
		free(name);
		err_set(err, "out of memory");
		return NULL;
	}
	dump->name = name;
	dump->standard = standard;
	dump->fd = dump_file_open(source, path, name, err);
	if (dump->fd >= 0)
		return dump;
	dump_close(dump, NULL);
	return NULL;
}

int dump_descriptor(const struct dump *dump)
{
	return dump->fd;
}

bool dump_begin(struct dump *dump, const struct source *source, struct err *err)
{
	if (!empty_file(dump, err))
		return false;
	dump->file = fopencookie(dump, "w", (cookie_io_functions_t){.write = write_all});
	if (!dump->file)
		return err_set(err, "cannot write %s: out of memory", dump->name);
	setvbuf(dump->file, dump->buffer, _IOFBF, sizeof dump->buffer);
	dump->dumper = pcap_dump_fopen(source->pcap, dump->file);
	if (!dump->dumper)
		return err_set(err, "cannot write %s: %s", dump->name, pcap_geterr(source->pcap));
	dump->gathered = RECORD_FILE_HEADER;
	dump->tick_ns = source->tick_ns;
	return dump_flush(dump, err);
}

bool dump_frame(struct dump *dump, const struct frame *frame, struct err *err)
{
	size_t size = RECORD_HEADER + (size_t)frame->captured;
	if (dump->gathered + size > GATHERED && !dump_flush(dump, err))
		return false;
	struct pcap_pkthdr header = {
	    .ts = {.tv_sec = (time_t)(frame->time_ns / NS_PER_S),
		   .tv_usec = (suseconds_t)(frame->time_ns % NS_PER_S / dump->tick_ns)},
	    .caplen = frame->captured,
	    .len = frame->length,
	};
	pcap_dump((u_char *)dump->dumper, &header, frame->bytes);
	if (ferror(dump->file))
		return fail(dump, err);
	dump->gathered += size;
	dump->frames++;
	return true;
}

bool dump_flush(struct dump *dump, struct err *err)
{
	errno = 0;
	if (dump->error != 0 || fflush(dump->file) != 0)
		return fail(dump, err);
	dump->flushed = dump->frames;
	dump->whole = dump->written;
	dump->gathered = 0;
	return true;
}

bool dump_closed(const struct dump *dump)
{
	return dump->error == EPIPE;
}

bool dump_close(struct dump *dump, struct err *err)
{
	if (!dump)
		return true;
	bool done = !dump->dumper || dump_flush(dump, err) || dump_closed(dump);
	if (dump->dumper)
		pcap_dump_close(dump->dumper); /* closes the file, too */
	else if (dump->file)
		fclose(dump->file);
	if (dump->fd >= 0 && close(dump->fd) != 0 && done)
		done = err_set(err, "cannot write %s: %s", dump->name, strerror(errno));
	free((char *)dump->name);
	free(dump);
	return done;
}
