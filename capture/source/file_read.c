/* SPDX-License-Identifier: MIT */
#include "file_source.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* So many packets that the filter rejects, and the caller can look at its signals. */
enum { REJECTED_AT_ONCE = 16384 };

/* libpcap's words, and how far one can trust what was read. */
static enum source_status broken(const struct file_source *file, struct err *err)
{
	const char *reason = pcap_geterr(file->source.pcap);
	bool cut = strncmp(reason, "truncated", 9) == 0;
	struct text why;
	text_init(&why);
	if (file->stream && stream_failed(file->stream, &why))
		err_set(err, "cannot read %s to its end: %s after %" PRIu64 " whole packets",
			file->source.name, text_c_string(&why), file->source.number);
	else if (strstr(reason, "different from the")) {
		if (file->source.number > 0)
			text_format(&why, "beyond packet %" PRIu64, file->source.number);
		else
			text_string(&why, "at all");
		err_set(err,
			"cannot read %s %s: its interfaces differ in link type, snapshot length "
			"or time resolution, which libpcap does not read: %s",
			file->source.name, text_c_string(&why), reason);
	} else
		err_set(
		    err, "cannot read %s to its end: it is %s after %" PRIu64 " whole packets: %s",
		    file->source.name, cut ? "cut off" : "damaged", file->source.number, reason);
	text_release(&why);
	return SOURCE_FAILED;
}

/* Of the packet that libpcap has just read; of a file on a disk, once for each. */
static uint32_t interface_of_packet(const struct file_source *file)
{
	if (file->blocks)
		return block_file_next(file->blocks);
	return file->pcapng ? stream_interface(file->stream) : 0;
}

/* As pcap_next_ex(): 1, or its other results. */
static int next_record(struct file_source *file, struct record *record)
{
	if (file->records) {
		if (record_file_next(file->records, record))
			return 1;
		record_file_free(file->records);
		file->records = NULL;
	}
	if (file->stream && stream_record(file->stream, &file->format, record))
		return 1;
	struct pcap_pkthdr *header;
	const u_char *bytes;
	int result = pcap_next_ex(file->source.pcap, &header, &bytes);
	if (result != 1)
		return result;
	file->source.interface = interface_of_packet(file);
	*record = source_record(&file->source, header, bytes);
	return result;
}

static bool passes(const struct file_source *file, const struct record *record)
{
	if (!file->filter)
		return true;
	struct pcap_pkthdr header = {.caplen = record->captured, .len = record->length};
	return pcap_offline_filter(file->filter, &header, record->bytes) != 0;
}

enum source_status file_next(struct source *source, struct frame *frame, struct err *err)
{
	struct file_source *file = (struct file_source *)source;
	struct record record;
	if (file->stopped)
		return SOURCE_END;
	for (int rejected = 0; rejected < REJECTED_AT_ONCE; rejected++) {
		if (file->stream && !stream_ready(file->stream))
			return SOURCE_IDLE;
		int result = next_record(file, &record);
		if (result == PCAP_ERROR_BREAK)
			return SOURCE_END;
		if (result != 1)
			return broken(file, err);
		source->number++;
		if (!passes(file, &record))
			continue;
		source_fill(source, &record, source->number, frame);
		return SOURCE_FRAME;
	}
	return SOURCE_IDLE;
}

bool file_peek(struct source *source, unsigned distance, struct frame *frame)
{
	struct file_source *file = (struct file_source *)source;
	struct record record;
	if (!file->records)
		return false;
	if (file->peeked < source->number)
		file->peeked = source->number;
	if (file->peeked - source->number >= distance || !record_file_peek(file->records, &record))
		return false;
	source_fill(source, &record, ++file->peeked, frame);
	return true;
}

bool file_skip(struct source *source)
{
	struct file_source *file = (struct file_source *)source;
	if (file->filter)
		return false;
	record_file_skip(file->records);
	source->number++;
	return true;
}

/* What is read ahead does not count, but of a packed file: nobody knows how much that is packed. */
bool file_position(const struct source *source, uint64_t *position, uint64_t *size)
{
	const struct file_source *file = (const struct file_source *)source;
	off_t at;
	*size = file->size;
	if (file->records)
		at = record_file_position(file->records);
	else if (file->packed)
		at = lseek(fileno(file->packed), 0, SEEK_CUR);
	else if (file->stream)
		at = (off_t)stream_gathered(file->stream);
	else
		at = ftello(pcap_file(file->source.pcap));
	*position = (uint64_t)at;
	return at >= 0;
}

bool file_wait(struct source *source, const sigset_t *mask, struct err *err)
{
	const struct file_source *file = (const struct file_source *)source;
	if (file->stopped)
		return true;
	if (file->stream && !stream_ready(file->stream))
		return source_select(file->fd, file->packed ? 0 : -1, mask, err);
	return source_select(-1, 0, mask, err); /* only lets the signals in */
}
