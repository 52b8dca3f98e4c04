/* SPDX-License-Identifier: MIT */
/* Private to the floor: what stands behind struct source. The only place that shows pcap.h. */
#ifndef SOURCE_PRIVATE_H
#define SOURCE_PRIVATE_H

#include <pcap/pcap.h>
#include <sys/types.h>

#include "blocks.h"
#include "interface_drops.h"
#include "link_filters.h"
#include "record.h"
#include "source.h"
#include "stream.h"

/* Live only: how the end is found. */
struct drain {
	bool begun;            /* source_drain() was called, or the interface failed */
	struct timespec begin; /* wall clock, as packets are stamped: later ones are not ours */
	int64_t quiet_end_ns;  /* monotonic clock: when nothing came until here, that was all */
	uint64_t bytes_left;   /* of what the ring can have held */
};

struct source {
	pcap_t *pcap; /* NULL: a file whose header was not read yet */
	char *name;   /* interface or file, for messages */
	bool live;
	bool loopback;
	int link_type;    /* LINKTYPE_ value */
	uint32_t tick_ns; /* nanoseconds in one tv_usec: 1, or 1000 without precision */
	uint64_t number;  /* packets read so far */
	uint64_t peeked;  /* of the last one that was peeked at */

	struct link_filters
	    *filters; /* a file's, NULL for none; a live source's is in the kernel */
	const struct bpf_program *filter; /* of these, the one of its link type */
	FILE *file;                       /* until libpcap takes it */
	FILE *again; /* the same, for source_rewind(): no file can be opened then; or NULL */
	struct record_format format; /* a file's */
	struct stream *stream;       /* a file that may keep us waiting; NULL: one on a disk */
	struct record_file *records; /* a file on a disk, while its records are plain */
	struct block_file *blocks;   /* a pcapng file on a disk */
	bool pcapng;
	uint32_t interface; /* of the last packet, as in struct frame */
	int fd;             /* of the stream; -1: none */
	char *buffer;       /* of the file that libpcap reads */
	dev_t device;       /* a file's identity, so that it is not written over */
	ino_t inode;
	bool named;   /* a file that was given by its name, not standard input */
	bool stopped; /* a file: source_drain() was called */

	uint64_t ring_bytes; /* live */
	int control;         /* live: a socket to ask for the interface's flags; -1: none */
	struct interface_drops interface_drops; /* live */
	struct drain drain;
	bool failed; /* the interface failed: the drain ends with this reason */
	struct err reason;
};

/* NULL without memory. */
struct source *source_new(const char *name, struct err *err);

/* Packets come from PCAP, which belongs to the source from now on. */
void source_set_pcap(struct source *source, pcap_t *pcap);

/* Compiles FILTER for PCAP into PROGRAM, which the caller frees with pcap_freecode(). */
bool source_compile(pcap_t *pcap, const char *filter, bool optimize, struct bpf_program *program,
		    struct err *err);

/* Waits until a file that may keep us waiting has something to read, or has ended. False with the
 * reason when a signal comes first. */
bool source_await(const struct source *source, struct err *err);

/* How the two kinds do what source.h promises. */
bool source_begin_file(struct source *source, struct err *err);
enum source_status source_next_live(struct source *source, struct frame *frame, struct err *err);
enum source_status source_next_file(struct source *source, struct frame *frame, struct err *err);
bool source_wait_live(struct source *source, const sigset_t *mask, struct err *err);
bool source_wait_file(struct source *source, const sigset_t *mask, struct err *err);
void source_drain_live(struct source *source);

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
