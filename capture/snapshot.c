/* SPDX-License-Identifier: MIT */
#include "snapshot.h"

#include "source.h"

/* All, where a packet is written or its checksum is evidence. */
uint32_t snapshot_length(const struct sniffer_options *options, const struct writer *writer,
			 bool viewed)
{
	uint32_t payload = payload_limit_bytes(&options->limit);
	if (options->snapshot != SNAPSHOT_AS_SHOWN)
		return (uint32_t)options->snapshot;
	if (options->write_file || viewed || writer_wants_evidence(writer))
		return 0;
	if (!writer_wants_segments(writer))
		payload = 0;
	return payload < SNAPSHOT_MAX ? SNAPSHOT_HEADERS + payload : 0;
}

uint32_t capture_delay_ms(const struct sniffer_options *options, const struct writer *writer,
			  bool viewed)
{
	enum { DELAY_MS = 25 };
	bool awaited = options->write_file || viewed || writer_wants_segments(writer);
	return awaited ? 0 : DELAY_MS;
}
