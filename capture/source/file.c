/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process.h"
#include "source_private.h"

enum {
	LARGE_READ = 256 * 1024,
	/* So many packets that the filter rejects, and the caller can look at its signals. */
	REJECTED_AT_ONCE = 16384,
};

static bool open_path(struct source *source, const char *path, struct stat *about, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	if (standard && process_stream_is_closed(STDIN_FILENO))
		return err_set(err, "cannot read standard input: it is closed");
	source->fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
			      : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (source->fd < 0 || fstat(source->fd, about) != 0)
		return err_set(err, "cannot read %s: %s", source->name, strerror(errno));
	source->named = !standard;
	source->device = about->st_dev;
	source->inode = about->st_ino;
	if (S_ISDIR(about->st_mode))
		return err_set(err, "cannot read %s: it is a directory, not a capture file",
			       source->name);
	if (isatty(source->fd))
		return err_set(err,
			       "cannot read %s: it is a terminal: a pcap or pcapng capture "
			       "has to come from a file or a pipe",
			       source->name);
	return true;
}

/* With no buffer of its own, glibc ignores the size. */
static FILE *use_buffer(struct source *source, FILE *file)
{
	if (file)
		setvbuf(file, source->buffer, _IOFBF, LARGE_READ);
	return file;
}

/* A file that was named: another stream on it, for a second reading. */
static bool open_again(struct source *source)
{
	int fd = fcntl(source->fd, F_DUPFD_CLOEXEC, 0);
	source->again = fd < 0 ? NULL : fdopen(fd, "rb");
	if (fd >= 0 && !source->again)
		close(fd);
	return source->again;
}

/* From here on FILE owns the descriptor of a file on a disk; a stream borrows it. */
static bool open_buffered(struct source *source, const struct stat *about, struct err *err)
{
	if (S_ISREG(about->st_mode) || S_ISBLK(about->st_mode)) {
		source->buffer = malloc(LARGE_READ);
		if (source->buffer && (!source->named || open_again(source)))
			source->file = use_buffer(source, fdopen(source->fd, "rb"));
		if (source->file)
			source->fd = -1;
	} else {
		source->stream = stream_new(source->fd, err);
		source->file = source->stream ? stream_file(source->stream) : NULL;
	}
	return source->file || err_set(err, "cannot read %s: out of memory", source->name);
}

struct source *source_open_file(const char *path, const char *filter, struct err *err)
{
	struct stat about = {0};
	struct source *source = source_new(strcmp(path, "-") == 0 ? "standard input" : path, err);
	bool opened =
	    source && open_path(source, path, &about, err) && open_buffered(source, &about, err);
	if (opened && filter) {
		source->filters = link_filters_new(filter, err);
		opened = source->filters;
	}
	if (opened)
		return source;
	source_close(source);
	return NULL;
}

bool source_await(const struct source *source, struct err *err)
{
	struct pollfd readable = {.fd = source->fd, .events = POLLIN};
	return !source->stream || poll(&readable, 1, -1) >= 0 ||
	       err_set(err, "cannot read %s: interrupted before a capture began", source->name);
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
static bool refuse(const struct source *source, const char *reason, struct err *err)
{
	char first[8] = "";
	ssize_t length = source->stream ? -1 : pread(fileno(source->file), first, sizeof first, 0);
	bool empty = strstr(reason, "tried to read 4 file header bytes, only got 0") != NULL;
	if (length == 0 || (length < 0 && empty))
		return err_set(err, "cannot read %s: it is empty, not a pcap or pcapng capture",
			       source->name);
	for (size_t i = 0; i < sizeof packed / sizeof packed[0]; i++)
		if (length >= (ssize_t)packed[i].length &&
		    memcmp(first, packed[i].bytes, packed[i].length) == 0)
			return err_set(err,
				       "cannot read %s: packed with %s: '%s FILE | sniffer -r -' "
				       "reads what is in it",
				       source->name, packed[i].program, packed[i].unpack);
	if (strcmp(reason, "unknown file format") == 0)
		return err_set(err, "cannot read %s: not a pcap or pcapng capture", source->name);
	return err_set(err, "cannot read %s: not a pcap or pcapng capture that can be used: %s",
		       source->name, reason);
}

static pcap_t *open_capture(struct source *source, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	errno = 0;
	pcap_t *pcap = pcap_fopen_offline_with_tstamp_precision(source->file,
								PCAP_TSTAMP_PRECISION_NANO, reason);
	if (pcap)
		source->file = NULL; /* pcap's now */
	else if (errno == EINTR)
		err_set(err, "cannot read %s: interrupted before a capture began", source->name);
	else
		refuse(source, reason, err);
	return pcap;
}

bool source_begin_file(struct source *source, struct err *err)
{
	uint8_t header[RECORD_FILE_HEADER];
	off_t start = source->stream ? 0 : record_peek_header(source->file, header);
	pcap_t *pcap = open_capture(source, err);
	if (!pcap)
		return false;
	source_set_pcap(source, pcap);
	source->pcapng = pcap_major_version(pcap) == 1;
	if (source->stream) {
		memcpy(header, stream_header(source->stream), sizeof header);
		stream_set_format(source->stream, source->pcapng ? STREAM_PCAPNG : STREAM_PCAP,
				  pcap_is_swapped(pcap));
	} else if (source->pcapng) {
		source->blocks = block_file_new(fileno(pcap_file(pcap)), start);
		if (!source->blocks)
			return err_set(err, "cannot read %s: out of memory", source->name);
	}
	source->format = record_format_of(header, (uint32_t)pcap_snapshot(pcap));
	if (!source->stream)
		source->records = record_file_new(pcap_file(pcap), &source->format);
	if (source->filters)
		source->filter = link_filters_find(source->filters, source->link_type, err);
	return !source->filters || source->filter;
}

bool source_can_rewind(const struct source *source)
{
	return source->again;
}

bool source_rewind(struct source *source, struct err *err)
{
	record_file_free(source->records);
	source->records = NULL;
	block_file_free(source->blocks);
	source->blocks = NULL;
	pcap_close(source->pcap);
	source->pcap = NULL;
	source->file = use_buffer(source, source->again);
	source->again = NULL;
	source->number = source->peeked = 0;
	if (fseek(source->file, 0, SEEK_SET) != 0)
		return err_set(err, "cannot read %s again: %s", source->name, strerror(errno));
	return source_begin_file(source, err);
}

/* libpcap's words, and how far one can trust what was read. */
static enum source_status broken(const struct source *source, struct err *err)
{
	const char *reason = pcap_geterr(source->pcap);
	bool cut = strncmp(reason, "truncated", 9) == 0;
	if (strstr(reason, "different from the"))
		err_set(err,
			"cannot read %s beyond packet %" PRIu64 ": its interfaces differ in link "
			"type, snapshot length or time resolution, which libpcap does not read: %s",
			source->name, source->number, reason);
	else
		err_set(err,
			"cannot read %s to its end: it is %s after %" PRIu64 " whole packets: %s",
			source->name, cut ? "cut off" : "damaged", source->number, reason);
	return SOURCE_FAILED;
}

/* Of the packet that libpcap is going to read. */
static uint32_t next_interface(const struct source *source)
{
	if (source->blocks)
		return block_file_next(source->blocks);
	return source->pcapng ? stream_interface(source->stream) : 0;
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
	source->interface = next_interface(source);
	int result = pcap_next_ex(source->pcap, &header, &bytes);
	if (result == 1)
		*record = source_record(source, header, bytes);
	return result;
}

static bool passes(const struct source *source, const struct record *record)
{
	if (!source->filter)
		return true;
	struct pcap_pkthdr header = {.caplen = record->captured, .len = record->length};
	return pcap_offline_filter(source->filter, &header, record->bytes) != 0;
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
