// SPDX-License-Identifier: MIT
#include "record.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

enum { NAME_MAX_BYTES = 4096, MAGIC_NANOSECONDS = 0xa1b23c4d, LINK_ETHERNET = 1, SNAPLEN = 262144 };

struct file_header {
	uint32_t magic;
	uint16_t major, minor;
	uint32_t zone, accuracy, snaplen, link;
};

struct frame_header {
	uint32_t seconds, nanoseconds, captured, length;
};

static FILE *create(const char *folder, const char *name, struct err *err)
{
	char path[NAME_MAX_BYTES];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	if (!file)
		err_set(err, "cannot write %s: %s", path, strerror(errno));
	return file;
}

bool record_open(struct record *record, const char *folder, struct err *err)
{
	static const char *const names[PLACES] = {"client.pcap", "server.pcap", "middle.pcap"};
	const struct file_header header = {.magic = MAGIC_NANOSECONDS,
					   .major = 2,
					   .minor = 4,
					   .snaplen = SNAPLEN,
					   .link = LINK_ETHERNET};
	*record = (struct record){0};
	record->log = create(folder, "truth.ndjson", err);
	for (int i = 0; i < PLACES; i++) {
		record->captures[i] = create(folder, names[i], err);
		if (!record->log || !record->captures[i])
			return false;
		fwrite(&header, sizeof header, 1, record->captures[i]);
	}
	return true;
}

bool record_close(struct record *record, struct err *err)
{
	bool whole = !ferror(record->log) && fclose(record->log) == 0;
	for (int i = 0; i < PLACES; i++)
		whole = !ferror(record->captures[i]) && fclose(record->captures[i]) == 0 && whole;
	return whole || err_set(err, "cannot write what was recorded: %s", strerror(errno));
}

unsigned record_frame(struct record *record, enum place place, const struct timespec *time,
		      const unsigned char *bytes, size_t length)
{
	const struct frame_header header = {(uint32_t)time->tv_sec, (uint32_t)time->tv_nsec,
					    (uint32_t)length, (uint32_t)length};
	fwrite(&header, sizeof header, 1, record->captures[place]);
	fwrite(bytes, 1, length, record->captures[place]);
	return ++record->counts[place];
}

void record_begin(struct record *record, const char *event, const struct timespec *time)
{
	fprintf(record->log, "{\"event\":\"%s\",\"time\":\"%lld.%09ld\"", event,
		(long long)time->tv_sec, time->tv_nsec);
}

void record_segment(struct record *record, const struct segment *segment)
{
	fprintf(record->log,
		",\"sport\":%d,\"dport\":%d,\"flags\":%d,\"seq\":%" PRIu32 ",\"ack\":%" PRIu32
		",\"win\":%d,\"len\":%zu,\"ip_id\":%d,\"ttl\":%d",
		segment->source, segment->destination, segment->flags, segment->sequence,
		segment->acknowledged, segment->window, segment->end - segment->payload,
		segment->ip_id, segment->ttl);
	if (segment->timestamps)
		fprintf(record->log, ",\"tsval\":%" PRIu32 ",\"tsecr\":%" PRIu32, segment->tsval,
			segment->tsecr);
}

void record_states(struct record *record, const struct network *network,
		   const struct end_state *states)
{
	FILE *log = record->log;
	fprintf(log, ",\"states\":{\"client\":\"%s\",\"server\":\"%s\"},\"info\":{",
		state_name(states[CLIENT].state), state_name(states[SERVER].state));
	for (enum side end = CLIENT; end < SIDES; end++) {
		const struct end_state *state = &states[end];
		fprintf(log, "%s\"%s\":", end == CLIENT ? "" : ",", path_side_name(end));
		if (state->has_info)
			fprintf(log, "[%" PRIu32 ",%" PRIu64 ",%" PRIu64 "]", state->segments_in,
				state->bytes_received, state->bytes_acked);
		else
			fputs("null", log);
	}
	fputs("},\"counters\":{", log);
	for (enum side end = CLIENT; end < SIDES; end++) {
		fprintf(log, "%s\"%s\":{", end == CLIENT ? "" : ",", path_side_name(end));
		counters_write_changes(network, end, &record->counters[end], log);
		fputs("}", log);
	}
	fputs("}", log);
}

void record_end(struct record *record)
{
	fputs("}\n", record->log);
}
