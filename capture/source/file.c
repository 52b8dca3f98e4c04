/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_source.h"
#include "process.h"
#include "unpack.h"

enum { LARGE_READ = 256 * 1024 };

static bool open_path(struct file_source *file, const char *path, struct stat *about,
		      struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	if (standard && process_stream_is_closed(STDIN_FILENO))
		return err_set(err, "cannot read standard input: it is closed");
	file->fd = standard ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)
			    : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (file->fd < 0 || fstat(file->fd, about) != 0)
		return err_set(err, "cannot read %s: %s", file->source.name, strerror(errno));
	file->named = !standard;
	file->size = S_ISREG(about->st_mode) ? (uint64_t)about->st_size : 0;
	file->source.device = about->st_dev;
	file->source.inode = about->st_ino;
	if (S_ISDIR(about->st_mode))
		return err_set(err, "cannot read %s: it is a directory, not a capture file",
			       file->source.name);
	if (isatty(file->fd))
		return err_set(err,
			       "cannot read %s: it is a terminal: a pcap or pcapng capture "
			       "has to come from a file or a pipe",
			       file->source.name);
	return true;
}

/* With no buffer of its own, glibc ignores the size. */
static FILE *use_buffer(struct file_source *file, FILE *stream)
{
	if (stream)
		setvbuf(stream, file->buffer, _IOFBF, LARGE_READ);
	return stream;
}

/* A file that was named: other streams on it, for further readings. */
static bool open_again(struct file_source *file)
{
	for (size_t i = 0; i < SOURCE_REWINDS; i++) {
		int fd = fcntl(file->fd, F_DUPFD_CLOEXEC, 0);
		file->again[i] = fd < 0 ? NULL : fdopen(fd, "rb");
		if (fd >= 0 && !file->again[i])
			close(fd);
		if (!file->again[i])
			return false;
	}
	return true;
}

/* One that was not used yet; NULL: none. */
static FILE **stream_left(struct file_source *file)
{
	for (size_t i = 0; i < SOURCE_REWINDS; i++)
		if (file->again[i])
			return &file->again[i];
	return NULL;
}

/* libpcap reads what is gathered from FD; nothing is there to read without memory. */
static void use_stream(struct file_source *file, int fd)
{
	file->stream = stream_new(fd);
	file->file = file->stream ? stream_file(file->stream) : NULL;
}

/* From here on FILE owns the descriptor of a file on a disk; a stream borrows it. */
static bool open_buffered(struct file_source *file, const struct stat *about, struct err *err)
{
	if (S_ISREG(about->st_mode) || S_ISBLK(about->st_mode)) {
		file->buffer = malloc(LARGE_READ);
		if (file->buffer && (!file->named || open_again(file)))
			file->file = use_buffer(file, fdopen(file->fd, "rb"));
		if (file->file)
			file->fd = -1;
	} else {
		use_stream(file, file->fd);
		file->source.pipe = file->fd;
	}
	return file->file || err_set(err, "cannot read %s: %s", file->source.name, strerror(errno));
}

/* Why libpcap does not take the file, in REASON; often there is more to say. */
static bool refuse(const struct file_source *file, const char *reason, struct err *err)
{
	uint8_t first[UNPACK_MAGIC_MAX];
	ssize_t length = file->stream ? -1 : pread(fileno(file->file), first, sizeof first, 0);
	struct unpack_format format;
	bool empty = strstr(reason, "tried to read 4 file header bytes, only got 0") != NULL;
	if (length == 0 || (length < 0 && empty))
		return err_set(err, "cannot read %s: it is empty, not a pcap or pcapng capture",
			       file->source.name);
	if (length > 0 && unpack_format_of(first, (size_t)length, &format))
		return err_set(err,
			       "cannot read %s: packed with %s, which is not built in: '%s FILE | "
			       "sniffer -r -' reads what is in it",
			       file->source.name, format.name, format.program);
	if (strcmp(reason, "unknown file format") == 0)
		return err_set(err, "cannot read %s: not a pcap or pcapng capture",
			       file->source.name);
	return err_set(err, "cannot read %s: not a pcap or pcapng capture that can be used: %s",
		       file->source.name, reason);
}

/* What is packed is damaged before a capture begins. */
static bool refuse_packed(const struct file_source *file, struct err *err)
{
	struct text why;
	text_init(&why);
	bool failed = file->stream && stream_failed(file->stream, &why);
	if (failed)
		err_set(err, "cannot read %s: %s", file->source.name, text_c_string(&why));
	text_release(&why);
	return failed;
}

/* Of a file on a disk that is packed, libpcap reads a stream, too. */
static bool open_packed(struct file_source *file, struct err *err)
{
	uint8_t first[UNPACK_MAGIC_MAX];
	struct unpack_format format;
	int fd = file->stream ? -1 : fileno(file->file);
	off_t at = file->stream ? -1 : lseek(fd, 0, SEEK_CUR);
	ssize_t length = at < 0 ? -1 : pread(fd, first, sizeof first, at);
	if (length <= 0 || !unpack_format_of(first, (size_t)length, &format) || !format.built_in)
		return true;
	file->packed = file->file;
	use_stream(file, fd);
	return file->file || err_set(err, "cannot read %s: out of memory", file->source.name);
}

static pcap_t *open_capture(struct file_source *file, struct err *err)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	errno = 0;
	pcap_t *pcap = pcap_fopen_offline_with_tstamp_precision(file->file,
								PCAP_TSTAMP_PRECISION_NANO, reason);
	if (pcap)
		file->file = NULL; /* pcap's now */
	else if (errno == EINTR)
		err_set(err, "cannot read %s: interrupted before a capture began",
			file->source.name);
	else if (!refuse_packed(file, err))
		refuse(file, reason, err);
	return pcap;
}

static bool begin(struct source *source, struct err *err)
{
	struct file_source *file = (struct file_source *)source;
	uint8_t header[RECORD_FILE_HEADER];
	if (!open_packed(file, err))
		return false;
	off_t start = file->stream ? 0 : record_peek_header(file->file, header);
	pcap_t *pcap = open_capture(file, err);
	if (!pcap)
		return false;
	source_set_pcap(source, pcap);
	file->pcapng = pcap_major_version(pcap) == 1;
	if (file->stream) {
		memcpy(header, stream_header(file->stream), sizeof header);
		stream_set_format(file->stream, file->pcapng ? STREAM_PCAPNG : STREAM_PCAP,
				  pcap_is_swapped(pcap));
	} else if (file->pcapng) {
		file->blocks = block_file_new(fileno(pcap_file(pcap)), start);
		if (!file->blocks)
			return err_set(err, "cannot read %s: out of memory", file->source.name);
	}
	file->format = record_format_of(header, (uint32_t)pcap_snapshot(pcap));
	if (!file->stream)
		file->records = record_file_new(pcap_file(pcap), &file->format);
	if (file->filters)
		file->filter = link_filters_find(file->filters, file->source.link_type, err);
	return !file->filters || file->filter;
}

static bool can_rewind(const struct source *source)
{
	return ((const struct file_source *)source)->again[SOURCE_REWINDS - 1];
}

static void free_readers(struct file_source *file)
{
	record_file_free(file->records);
	file->records = NULL;
	block_file_free(file->blocks);
	file->blocks = NULL;
	if (file->source.pcap)
		pcap_close(file->source.pcap);
	file->source.pcap = NULL;
	if (!file->packed)
		return;
	stream_free(file->stream);
	file->stream = NULL;
	fclose(file->packed);
	file->packed = NULL;
}

static bool rewind_file(struct source *source, struct err *err)
{
	struct file_source *file = (struct file_source *)source;
	FILE **again = stream_left(file);
	free_readers(file);
	file->file = use_buffer(file, *again);
	*again = NULL;
	source->number = file->peeked = 0;
	if (fseek(file->file, 0, SEEK_SET) != 0)
		return err_set(err, "cannot read %s again: %s", source->name, strerror(errno));
	return begin(source, err);
}

/* Behind the last packet most writers put what they counted. */
static bool statistics(struct source *source, struct source_statistics *counts, struct err *err)
{
	const struct file_source *file = (const struct file_source *)source;
	(void)err;
	if (file->blocks) {
		block_file_next(file->blocks);
		counts->dropped = block_file_dropped(file->blocks);
	} else if (file->pcapng) {
		counts->dropped = stream_dropped(file->stream);
	}
	return true;
}

static void drain(struct source *source)
{
	((struct file_source *)source)->stopped = true;
}

static void close_file(struct source *source)
{
	struct file_source *file = (struct file_source *)source;
	link_filters_free(file->filters);
	if (file->file)
		fclose(file->file);
	free_readers(file);
	for (FILE **again; (again = stream_left(file)) != NULL; *again = NULL)
		fclose(*again);
	stream_free(file->stream);
	free(file->buffer);
	if (file->fd >= 0)
		close(file->fd);
}

static const struct source_ops file_ops = {
    .begin = begin,
    .next = file_next,
    .peek = file_peek,
    .skip = file_skip,
    .wait = file_wait,
    .drain = drain,
    .position = file_position,
    .statistics = statistics,
    .can_rewind = can_rewind,
    .rewind = rewind_file,
    .close = close_file,
};

struct source *source_open_file(const char *path, const char *filter, struct err *err)
{
	struct stat about = {0};
	struct source *source = source_new(sizeof(struct file_source), &file_ops,
					   strcmp(path, "-") == 0 ? "standard input" : path, err);
	if (!source)
		return NULL;
	struct file_source *file = (struct file_source *)source;
	file->fd = -1;
	bool opened = open_path(file, path, &about, err) && open_buffered(file, &about, err);
	if (opened && filter) {
		file->filters = link_filters_new(filter, err);
		opened = file->filters;
	}
	if (opened)
		return source;
	source_close(source);
	return NULL;
}
