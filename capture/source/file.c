/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source_private.h"

enum {
	LARGE_READ = 256 * 1024,
	/* So many packets that the filter rejects, and the caller can look at its signals. */
	REJECTED_AT_ONCE = 16384,
};

/* An opened file on its way to become a source. */
struct opened {
	const char *name; /* for messages */
	int fd;           /* -1: none */
	struct stat about;
	struct stream *stream; /* NULL: a file on a disk */
	uint8_t header[RECORD_FILE_HEADER];
	FILE *file;
	char *buffer; /* of a file on a disk: with none of its own, glibc ignores the size */
};

static void close_opened(struct opened *opened)
{
	if (opened->file)
		fclose(opened->file);
	stream_free(opened->stream);
	free(opened->buffer);
	if (opened->fd >= 0)
		close(opened->fd);
}

static bool open_path(struct opened *opened, const char *path, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	*opened = (struct opened){.name = standard ? "standard input" : path, .fd = -1};
	opened->fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
			      : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (opened->fd < 0 || fstat(opened->fd, &opened->about) != 0)
		return err_set(err, "cannot read %s: %s", opened->name, strerror(errno));
	if (S_ISDIR(opened->about.st_mode))
		return err_set(err, "cannot read %s: it is a directory, not a capture file",
			       opened->name);
	if (isatty(opened->fd))
		return err_set(err,
			       "cannot read %s: it is a terminal: a pcap or pcapng capture "
			       "has to come from a file or a pipe",
			       opened->name);
	return true;
}

/* From here on FILE owns the descriptor, or the stream borrows it. */
static bool open_buffered(struct opened *opened, struct err *err)
{
	bool on_disk = S_ISREG(opened->about.st_mode) || S_ISBLK(opened->about.st_mode);
	if (on_disk) {
		off_t here = lseek(opened->fd, 0, SEEK_CUR);
		ssize_t got = pread(opened->fd, opened->header, sizeof opened->header, here);
		if (got < (ssize_t)sizeof opened->header)
			memset(opened->header, 0, sizeof opened->header);
		opened->buffer = malloc(LARGE_READ);
		opened->file = opened->buffer ? fdopen(opened->fd, "rb") : NULL;
		if (opened->file) {
			opened->fd = -1;
			setvbuf(opened->file, opened->buffer, _IOFBF, LARGE_READ);
		}
	} else {
		opened->stream = stream_new(opened->fd, err);
		opened->file = opened->stream ? stream_file(opened->stream) : NULL;
	}
	return opened->file || err_set(err, "cannot read %s: out of memory", opened->name);
}

/* First bytes of what people have instead of a capture, and what helps. */
static const struct {
	const char *bytes;
	size_t length;
	const char *program, *unpack;
} packed[] = {
    {"\x1f\x8b", 2, "gzip", "gzip -dc"},
    {"\x28\xb5\x2f\xfd", 4, "zstd", "zstd -dc"},
    {"\xfd\x37zXZ", 5, "xz", "xz -dc"},
    {"BZh", 3, "bzip2", "bzip2 -dc"},
};

/* Why libpcap does not take the file, in REASON; often there is more to say. */
static bool refuse(const struct opened *opened, const char *reason, struct err *err)
{
	char first[8] = "";
	ssize_t length = opened->stream ? -1 : pread(fileno(opened->file), first, sizeof first, 0);
	bool empty = strstr(reason, "tried to read 4 file header bytes, only got 0") != NULL;
	if (length == 0 || (length < 0 && empty))
		return err_set(err, "cannot read %s: it is empty, not a pcap or pcapng capture",
			       opened->name);
	for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++)
		if (length >= (ssize_t)packed[i].length &&
		    memcmp(first, packed[i].bytes, packed[i].length) == 0)
			return err_set(err,
				       "cannot read %s: packed with %s: '%s FILE | sniffer -r -' "
				       "reads what is in it",
				       opened->name, packed[i].program, packed[i].unpack);
	if (strcmp(reason, "unknown file format") == 0)
		return err_set(err, "cannot read %s: not a pcap or pcapng capture", opened->name);
	return err_set(err, "cannot read %s: not a pcap or pcapng capture that can be used: %s",
		       opened->name, reason);
}

static pcap_t *open_capture(struct opened *opened, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	errno = 0;
	pcap_t *pcap = pcap_fopen_offline_with_tstamp_precision(opened->file,
								PCAP_TSTAMP_PRECISION_NANO, reason);
	if (!pcap) {
		if (errno == EINTR)
			err_set(err, "cannot read %s: interrupted before a capture began",
				opened->name);
		else
			refuse(opened, reason, err);
		return NULL;
	}
	opened->file = NULL; /* pcap's now */
	if (opened->stream)
		memcpy(opened->header, stream_header(opened->stream), sizeof opened->header);
	if (opened->stream)
		stream_set_format(opened->stream,
				  pcap_major_version(pcap) == 1 ? STREAM_PCAPNG : STREAM_PCAP,
				  pcap_is_swapped(pcap));
	return pcap;
}

struct source *source_open_file(const char *path, const char *filter, struct err *err)
{
	struct opened opened;
	pcap_t *pcap = NULL;
	if (open_path(&opened, path, err) && open_buffered(&opened, err))
		pcap = open_capture(&opened, err);
	struct source *source = pcap ? source_new(pcap, opened.name, err) : NULL;
	if (!source) {
		close_opened(&opened);
		return NULL;
	}
	source->stream = opened.stream;
	source->fd = opened.fd;
	source->buffer = opened.buffer;
	source->format = record_format_of(opened.header, (uint32_t)pcap_snapshot(pcap));
	if (!opened.stream)
		source->records = record_file_new(pcap_file(pcap), &source->format);
	source->device = opened.about.st_dev;
	source->inode = opened.about.st_ino;
	source->filters = filter && source_compile(source, filter, &source->filter, err);
	if (filter && !source->filters) {
		source_close(source);
		return NULL;
	}
	return source;
}

/* libpcap's words, and how far one can trust what was read. */
static enum source_status broken(const struct source *source, struct err *err)
{
	const char *reason = pcap_geterr(source->pcap);
	bool cut = strncmp(reason, "truncated", 9) == 0;
	err_set(err, "cannot read %s to its end: it is %s after %" PRIu64 " whole packets: %s",
		source->name, cut ? "cut off" : "damaged", source->number, reason);
	return SOURCE_FAILED;
}

/* As pcap_next_ex(): 1, or its other results. */
static int next_record(struct source *source, struct record *record)
{
	if (source->records) {
		if (record_file_next(source->records, record))
			return 1;
		record_file_free(source->records);
		source->records = NULL;
	}
	if (source->stream && stream_record(source->stream, &source->format, record))
		return 1;
	struct pcap_pkthdr *header;
	const u_char *bytes;
	int result = pcap_next_ex(source->pcap, &header, &bytes);
	if (result == 1)
		*record = source_record(source, header, bytes);
	return result;
}

static bool passes(const struct source *source, const struct record *record)
{
	if (!source->filters)
		return true;
	struct pcap_pkthdr header = {.caplen = record->captured, .len = record->length};
	return pcap_offline_filter(&source->filter, &header, record->bytes) != 0;
}

enum source_status source_next_file(struct source *source, struct frame *frame, struct err *err)
{
	struct record record;
	if (source->stopped)
		return SOURCE_END;
	for (int rejected = 0; rejected < REJECTED_AT_ONCE; rejected++) {
		if (source->stream && !stream_ready(source->stream))
			return SOURCE_IDLE;
		int result = next_record(source, &record);
		if (result == PCAP_ERROR_BREAK)
			return SOURCE_END;
		if (result != 1)
			return broken(source, err);
		source->number++;
		if (!passes(source, &record))
			continue;
		source_fill(source, &record, source->number, frame);
		return SOURCE_FRAME;
	}
	return SOURCE_IDLE;
}

bool source_peek(struct source *source, unsigned distance, struct frame *frame)
{
	struct record record;
	if (!source->records)
		return false;
	if (source->peeked < source->number)
		source->peeked = source->number;
	if (source->peeked - source->number >= distance ||
	    !record_file_peek(source->records, &record))
		return false;
	source_fill(source, &record, ++source->peeked, frame);
	return true;
}

bool source_wait_file(struct source *source, const sigset_t *mask, struct err *err)
{
	if (source->stopped)
		return true;
	if (source->stream && !stream_ready(source->stream))
		return source_select(source->fd, -1, mask, err);
	return source_select(-1, 0, mask, err); /* only lets the signals in */
}
