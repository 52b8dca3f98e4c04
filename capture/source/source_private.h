/* SPDX-License-Identifier: MIT */
/* Private to the floor: what stands behind struct source. The only place that shows pcap.h. */
#ifndef SOURCE_PRIVATE_H
#define SOURCE_PRIVATE_H

#include <pcap/pcap.h>
#include <sys/types.h>

#include "record.h"
#include "source.h"

/* How a kind of source does what source.h promises. */
struct source_ops {
	enum source_status (*next)(struct source *source, struct frame *frame, struct err *err);
	bool (*wait)(struct source *source, const sigset_t *mask, struct err *err);
	void (*drain)(struct source *source);
	void (*close)(struct source *source); /* what the kind adds to struct source */
	/* Each of these may be NULL: nothing is left to do, never, never, never, zeros. */
	bool (*begin)(struct source *source, struct err *err);
	bool (*peek)(struct source *source, unsigned distance, struct frame *frame);
	bool (*skip)(struct source *source); /* with peek */
	bool (*can_rewind)(const struct source *source);
	bool (*position)(const struct source *source, uint64_t *position, uint64_t *size);
	bool (*statistics)(struct source *source, struct source_statistics *statistics,
			   struct err *err);
	bool (*rewind)(struct source *source, struct err *err); /* with can_rewind */
};

/* What both kinds have: the first member of each. */
struct source {
	const struct source_ops *ops;
	pcap_t *pcap; /* NULL: a file whose header was not read yet */
	char *name;   /* interface or file, for messages */
	bool live;
	bool loopback;
	int link_type;      /* LINKTYPE_ value */
	uint32_t tick_ns;   /* nanoseconds in one tv_usec: 1, or 1000 without precision */
	uint64_t number;    /* packets read so far */
	uint32_t interface; /* of the last packet, as in struct frame */
	dev_t device;       /* a file's identity, so that it is not written over */
	ino_t inode;
	int pipe; /* a file that may keep us waiting: its descriptor; -1: none */
};

/* SIZE bytes, zeroed, that begin with a struct source. NULL without memory. */
struct source *source_new(size_t size, const struct source_ops *ops, const char *name,
			  struct err *err);

/* Packets come from PCAP, which belongs to the source from now on. */
void source_set_pcap(struct source *source, pcap_t *pcap);

/* Compiles FILTER for PCAP into PROGRAM, which the caller frees with pcap_freecode(). */
bool source_compile(pcap_t *pcap, const char *filter, bool optimize, struct bpf_program *program,
		    struct err *err);

/* pselect(2) on FD (-1: on none) to be readable, for TIMEOUT_NS at most (-1: no limit). */
bool source_select(int fd, int64_t timeout_ns, const sigset_t *mask, struct err *err);

/* The LINKTYPE_ value of libpcap's DLT_ value. */
int link_type_of(int dlt);

enum { NS_PER_MS = 1000000, NS_PER_S = 1000000000 };

/* Times are kept where no difference of two overflows. A pcap file's seconds are 32 bits without a
 * sign, which libpcap takes for a sign; damaged files can hold anything. */
static inline int64_t source_time_ns(const struct source *source, const struct timeval *stamp)
{
	int64_t seconds = stamp->tv_sec;
	int64_t fraction = (int64_t)stamp->tv_usec * source->tick_ns;
	if (seconds < 0)
		seconds = (uint32_t)seconds;
	if (seconds > UINT32_MAX)
		seconds = UINT32_MAX;
	if (fraction < 0 || fraction >= INT64_C(0x100000000) * 1000)
		fraction = 0;
	return seconds * NS_PER_S + fraction;
}

/* What libpcap read, as we keep it. */
static inline struct record source_record(const struct source *source,
					  const struct pcap_pkthdr *header, const uint8_t *bytes)
{
	return (struct record){
	    .time_ns = source_time_ns(source, &header->ts),
	    .bytes = bytes,
	    .captured = header->caplen,
	    .length = header->len < header->caplen ? header->caplen : header->len,
	};
}

static inline void source_fill(const struct source *source, const struct record *record,
			       uint64_t number, struct frame *frame)
{
	frame->number = number;
	frame->time_ns = record->time_ns;
	frame->bytes = record->bytes;
	frame->captured = record->captured;
	frame->length = record->length;
	frame->link_type = source->link_type;
	frame->interface = source->interface;
}

#endif
