/* SPDX-License-Identifier: MIT */
/* The bytes of a pcap file in memory: each plain record is what libpcap reads there, and none
 * reaches beyond the end. */
#include <pcap/pcap.h>

#include "fuzz.h"
#include "record.h"

enum { NS_IN_S = 1000000000 };

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

/* libpcap takes a file's 32 bits for a number with a sign. */
static int64_t time_of(const struct pcap_pkthdr *header)
{
	return (int64_t)(uint32_t)header->ts.tv_sec * NS_IN_S + header->ts.tv_usec;
}

static void expect_next(pcap_t *pcap, const struct record *record)
{
	struct pcap_pkthdr *header;
	const u_char *bytes;
	CHECK(pcap_next_ex(pcap, &header, &bytes) == 1);
	CHECK(time_of(header) == record->time_ns);
	CHECK(header->caplen == record->captured && header->len == record->length);
	CHECK(memcmp(bytes, record->bytes, record->captured) == 0);
}

static void walk(pcap_t *pcap, const uint8_t *bytes, size_t length)
{
	struct record_format format = record_format_of(bytes, (uint32_t)pcap_snapshot(pcap));
	const uint8_t *at = bytes + RECORD_FILE_HEADER, *end = bytes + length;
	struct record record, again;
	size_t size;
	for (; (size = record_parse(&format, at, (size_t)(end - at), &record)) > 0; at += size) {
		CHECK(size <= (size_t)(end - at));
		CHECK(record.bytes == at + RECORD_HEADER);
		CHECK(record.bytes + record.captured == at + size);
		CHECK(record_read(&format, at, &again) == size);
		CHECK(memcmp(&record, &again, sizeof record) == 0);
		expect_next(pcap, &record);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	char reason[PCAP_ERRBUF_SIZE];
	struct input input = {bytes, length};
	if (length < RECORD_FILE_HEADER)
		return 0;
	uint8_t *copy = input_copy(&input, &length);
	FILE *file = fmemopen(copy, length, "rb");
	CHECK(file);
	pcap_t *pcap =
	    pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, reason);
	if (pcap) {
		if (pcap_major_version(pcap) == 2)
			walk(pcap, copy, length);
		pcap_close(pcap);
	} else {
		fclose(file);
	}
	free(copy);
	return 0;
}
